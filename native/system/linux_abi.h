#pragma once

// Declares parts of Linux's interface that older kernel headers lack. The running kernel decides whether a call works:
// a binary must not lack the call because of the headers it was compiled with.
//
// Headers of Linux 4.18 (RHEL 8) or later suffice. Include this instead of <sys/syscall.h> and <linux/openat2.h>.

#ifdef __linux__

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

// Since Linux 5.1 a new call has the same number on every processor that Node runs on.
#ifndef SYS_pidfd_send_signal  // 5.1
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open  // 5.3
#define SYS_pidfd_open 434
#endif
#ifndef SYS_openat2  // 5.6
#define SYS_openat2 437
#endif
#ifndef SYS_faccessat2  // 5.8
#define SYS_faccessat2 439
#endif

// openat2(2).
#ifndef RESOLVE_NO_XDEV
#define RESOLVE_NO_XDEV 0x01
#endif
#ifndef RESOLVE_BENEATH
#define RESOLVE_BENEATH 0x08
#endif
#ifndef RESOLVE_CACHED  // 5.12
#define RESOLVE_CACHED 0x20
#endif

// statx(2).
#ifndef STATX_MNT_ID  // 5.8
#define STATX_MNT_ID 0x1000U
#endif

namespace offloop {

// struct open_how of openat2(2), under a name of ours because headers may declare the original.
struct OpenHow {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};

// stx_mnt_id of statx(2), valid if stx_mask has STATX_MNT_ID. In older headers the field is padding.
inline uint64_t MountIdOf(const struct statx& status) {
  constexpr size_t kOffset = 0x90;
  static_assert(offsetof(struct statx, stx_dev_minor) + sizeof status.stx_dev_minor == kOffset);
  uint64_t id;
  std::memcpy(&id, reinterpret_cast<const char*>(&status) + kOffset, sizeof id);
  return id;
}

}  // namespace offloop

#endif
