#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <cerrno>
#include <cstdint>
#include <optional>

#include "failure.h"

namespace offloop {

struct FileStatus {
  mode_t mode;
  uint64_t size;
  // They identify the file.
  uint64_t device;
  uint64_t inode;
};

// fstatat(2), which does not follow a symbolic link; of the descriptor itself if the name is empty. std::nullopt and
// errno if it fails. On Linux it calls statx(2), whose symbol has the same version in every glibc since 2.28.
inline std::optional<FileStatus> StatusAt(int folder, const char* name) {
  struct stat plain;
#ifdef __linux__
  constexpr int kFlags = AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW;
  struct statx status;
  if (statx(folder, name, kFlags, STATX_TYPE | STATX_SIZE | STATX_INO, &status) == 0) {
    const uint64_t device = uint64_t{status.stx_dev_major} << 32 | status.stx_dev_minor;
    return FileStatus{status.stx_mode, status.stx_size, device, status.stx_ino};
  }
#if defined(SYS_newfstatat) && __SIZEOF_LONG__ == 8
  // Some sandboxes refuse statx(2), because Node runs without it. This call fills in the C library's own struct.
  if (errno != EPERM || syscall(SYS_newfstatat, folder, name, &plain, kFlags) != 0) return std::nullopt;
#else
  return std::nullopt;
#endif
#else
  const int failed = *name == '\0' ? fstat(folder, &plain) : fstatat(folder, name, &plain, AT_SYMLINK_NOFOLLOW);
  if (failed != 0) return std::nullopt;
#endif
  return FileStatus{plain.st_mode, static_cast<uint64_t>(plain.st_size), plain.st_dev, plain.st_ino};
}

// fstat(2).
inline FileStatus StatusOf(int fd) {
  const std::optional<FileStatus> status = StatusAt(fd, "");
  if (!status) Fail("fstat");
  return *status;
}

}  // namespace offloop
