#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include <cerrno>
#include <cstdint>

#include "../failure.h"

namespace offloop {

struct FileStatus {
  mode_t mode;
  uint64_t size;
};

// fstat(2). Through statx(2) on Linux, whose symbol every glibc since 2.28 has under one version.
inline FileStatus StatusOf(int fd) {
#ifdef __linux__
  struct statx status;
  if (statx(fd, "", AT_EMPTY_PATH, STATX_TYPE | STATX_SIZE, &status) == 0) return {status.stx_mode, status.stx_size};
#if defined(SYS_fstat) && __SIZEOF_LONG__ == 8
  // Some sandboxes refuse it, and Node does without. The system call fills in the C library's own struct.
  struct stat plain;
  if (errno == EPERM && syscall(SYS_fstat, fd, &plain) == 0) {
    return {plain.st_mode, static_cast<uint64_t>(plain.st_size)};
  }
#endif
  Fail("fstat");
#else
  struct stat status;
  if (fstat(fd, &status) != 0) Fail("fstat");
  return {status.st_mode, static_cast<uint64_t>(status.st_size)};
#endif
}

}  // namespace offloop
