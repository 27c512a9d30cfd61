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

#ifndef SYS_statmount  // 6.8
#define SYS_statmount 457
#endif
#ifndef SYS_listmount  // 6.8
#define SYS_listmount 458
#endif

// openat2(2).
#ifndef RESOLVE_NO_XDEV
#define RESOLVE_NO_XDEV 0x01
#endif
#ifndef RESOLVE_NO_MAGICLINKS
#define RESOLVE_NO_MAGICLINKS 0x02
#endif
#ifndef RESOLVE_NO_SYMLINKS
#define RESOLVE_NO_SYMLINKS 0x04
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
#ifndef STATX_MNT_ID_UNIQUE  // 6.8
#define STATX_MNT_ID_UNIQUE 0x4000U
#endif

// listmount(2) and statmount(2).
#ifndef LSMT_ROOT
#define LSMT_ROOT 0xffffffffffffffffU
#endif
#ifndef STATMOUNT_MNT_BASIC
#define STATMOUNT_MNT_BASIC 0x2U
#endif

namespace offloop {

// struct open_how of openat2(2), under a name of ours because headers may declare the original.
struct OpenHow {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};

// struct mnt_id_req of statmount(2) and listmount(2), in its first version.
struct MountRequest {
  uint32_t size;
  uint32_t spare;
  uint64_t mount_id;
  uint64_t param;  // what statmount returns; listmount: the last mount of the list before
};

// The beginning of struct statmount. The kernel returns no more than the caller has room for.
struct MountStatus {
  uint64_t size_and_options;
  uint64_t mask;
  uint64_t device;
  uint64_t magic;
  uint64_t flags_and_type;
  uint64_t unique_id;
  uint64_t unique_parent_id;
  uint32_t id;  // the number in /proc/self/mountinfo
  uint32_t parent_id;
};

// stx_mnt_id of statx(2), valid if stx_mask has STATX_MNT_ID or STATX_MNT_ID_UNIQUE. In older headers the field is
// padding.
inline uint64_t MountIdOf(const struct statx& status) {
  constexpr size_t kOffset = 0x90;
  static_assert(offsetof(struct statx, stx_dev_minor) + sizeof status.stx_dev_minor == kOffset);
  uint64_t id;
  std::memcpy(&id, reinterpret_cast<const char*>(&status) + kOffset, sizeof id);
  return id;
}

}  // namespace offloop

#endif
