#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "../system/unique_fd.h"
#include "access_times.h"

namespace offloop {

// How files on a mount can be read without blocking.
enum class HotWay : uint8_t {
  kNone,      // not at all: network file systems, FUSE, unknown file systems
  kNoWait,    // preadv2(2) with RWF_NOWAIT
  kMemory,    // any read, because its pages are always in memory
  kResident,  // any read of pages that mincore(2) reports as resident, in files on the mount's own device
};

struct Mount {
  HotWay way = HotWay::kNone;
  bool swappable = false;  // its pages are in memory or in a swap file
  AccessTimes access_times = AccessTimes::kAlways;
  unsigned device_major = 0;
  unsigned device_minor = 0;
};

// The mounts at the time when the table was made. Immutable, except for outdated().
class MountTable {
 public:
  // Reads /proc/self/mountinfo. The table is empty if the kernel lacks a call that reading on the loop needs, or a
  // sandbox refuses it.
  MountTable();

  // The mount of "/", unless it is swappable. It cannot change while the process runs: absolute paths do not begin at a
  // file system that is mounted over "/" later.
  const Mount& root() const { return root_; }
  // The mount with a number from statx(2). Asks the kernel first whether the table is up to date, because numbers are
  // reused, and swap files are added and removed.
  Mount Of(uint64_t mount_id) const;
  bool outdated() const { return outdated_.load(std::memory_order_relaxed); }

 private:
  Mount root_;
  std::unordered_map<uint64_t, Mount> mounts_;  // those whose files can be read on the loop
  UniqueFd notices_;  // POLLPRI once a file system has been mounted or unmounted: proc_pid_mountinfo(5)
  UniqueFd swaps_;    // the same for swap files: /proc/swaps
  mutable std::atomic<bool> outdated_{false};
};

// The table of the process. A thread of its own makes it, and a new one when it is out of date, because a dead network
// mount can block even that.
//
// Threads: Current on any loop.
class Mounts {
 public:
  static Mounts& Get();

  // nullptr while there is no table. The pointer stays valid until the next call on the same loop.
  const MountTable* Current(std::shared_ptr<const MountTable>& kept);

 private:
  void Learn();

  std::mutex mutex_;  // guards table_
  std::shared_ptr<const MountTable> table_;
  std::atomic<const MountTable*> newest_{nullptr};
  std::atomic<bool> learning_{false};
};

}  // namespace offloop

#endif
