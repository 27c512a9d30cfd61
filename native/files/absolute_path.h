#pragma once

#include <unistd.h>

#include <climits>
#include <string>
#include <utility>

namespace offloop {

// The same place wherever the process may work when it is looked up. Nothing is simplified: behind a symbolic link ".." is
// another folder than it seems.
inline std::string AbsolutePath(std::string path) {
  char folder[PATH_MAX];
  if (path.empty() || path[0] == '/' || getcwd(folder, sizeof folder) == nullptr) return path;
  return std::string(folder) + "/" + std::move(path);
}

}  // namespace offloop
