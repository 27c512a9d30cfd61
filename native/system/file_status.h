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
  // Which file it is.
  uint64_t device;
  uint64_t inode;
};

// fstatat(2), of a symbolic link itself, of the descriptor where the name is empty. Nothing where it failed: errno says
// why. Through statx(2) on Linux, whose symbol every glibc since 2.28 has under one version.
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
  // Some sandboxes refuse it, and Node does without. The system call fills in the C library's own struct.
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
