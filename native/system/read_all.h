#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "retry_on_eintr.h"
#include "unique_fd.h"

namespace offloop {

// Reads to the end of a file, or to its first error.
inline std::string ReadAll(int fd) {
  std::string text;
  char part[16 << 10];
  for (;;) {
    const ssize_t got = RetryOnEintr([&] { return read(fd, part, sizeof part); });
    if (got <= 0) return text;
    text.append(part, static_cast<size_t>(got));
  }
}

// The same for a path; empty if the file cannot be opened.
inline std::string ReadAll(const std::string& path) {
  const UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return fd.valid() ? ReadAll(fd.get()) : std::string();
}

}  // namespace offloop
