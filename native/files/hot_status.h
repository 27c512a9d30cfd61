#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>
#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <optional>

#include "../system/unique_fd.h"

namespace offloop {

// What the loop has to know of an open file.
struct HotStatus {
  mode_t mode;
  uid_t user;
  uint64_t size;
  uint64_t inode;
  unsigned device_major;
  unsigned device_minor;
  struct timespec accessed;
  struct timespec modified;
  struct timespec changed;
};

inline bool IsSame(const struct timespec& one, const struct timespec& other) {
  return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
}

// The fields that StatusFrom needs.
constexpr unsigned kHotStatusMask =
    STATX_TYPE | STATX_MODE | STATX_UID | STATX_INO | STATX_SIZE | STATX_ATIME | STATX_MTIME | STATX_CTIME;
HotStatus StatusFrom(const struct statx& status);

// Asks no server for newer attributes.
std::optional<struct statx> StatxOf(int fd, unsigned mask);
// fstat(2), which takes two thirds of statx(2)'s time. For a file of a local file system.
std::optional<HotStatus> StatusOfLocal(const UniqueFd& fd);

}  // namespace offloop

#endif
