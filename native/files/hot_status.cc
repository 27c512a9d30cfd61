#include "hot_status.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "../system/linux_abi.h"

namespace offloop {

namespace {

struct timespec ToTimespec(const struct statx_timestamp& time) {
  return {time.tv_sec, time.tv_nsec};
}

}  // namespace

HotStatus StatusFrom(const struct statx& status) {
  return {status.stx_mode,
          status.stx_uid,
          status.stx_size,
          status.stx_ino,
          status.stx_dev_major,
          status.stx_dev_minor,
          ToTimespec(status.stx_atime),
          ToTimespec(status.stx_mtime),
          ToTimespec(status.stx_ctime)};
}

std::optional<struct statx> StatxOf(int fd, unsigned mask) {
  struct statx status;
  if (statx(fd, "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, mask, &status) != 0) return std::nullopt;
  return status;
}

std::optional<HotStatus> StatusOfLocal(const UniqueFd& fd) {
#if (defined(__x86_64__) || defined(__aarch64__)) && __SIZEOF_LONG__ == 8
  // The C library's struct is the kernel's on these processors. Its function has a symbol version of glibc 2.33.
  struct stat status;
  if (syscall(SYS_fstat, fd.get(), &status) != 0) return std::nullopt;
  return HotStatus{status.st_mode, status.st_uid,        static_cast<uint64_t>(status.st_size),
                   status.st_ino,  major(status.st_dev), minor(status.st_dev),
                   status.st_atim, status.st_mtim,       status.st_ctim};
#else
  const auto status = StatxOf(fd.get(), kHotStatusMask);
  return status ? std::optional(StatusFrom(*status)) : std::nullopt;
#endif
}

}  // namespace offloop

#endif
