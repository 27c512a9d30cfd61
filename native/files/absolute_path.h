#pragma once

#include <unistd.h>

#include <climits>
#include <string>
#include <utility>

namespace offloop {

// Makes a path absolute, so that a later chdir(2) cannot change what it names. It is not normalized, because ".." after
// a symbolic link leads elsewhere.
inline std::string AbsolutePath(std::string path) {
  char folder[PATH_MAX];
  if (path.empty() || path[0] == '/' || getcwd(folder, sizeof folder) == nullptr) return path;
  return std::string(folder) + "/" + std::move(path);
}

}  // namespace offloop
