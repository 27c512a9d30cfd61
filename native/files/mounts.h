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

// How the files of a mounted file system can be read without blocking.
enum class HotWay : uint8_t {
  kNone,      // not at all: network file systems, FUSE, and those that we do not know
  kNoWait,    // preadv2(2) with RWF_NOWAIT
  kMemory,    // its pages are memory: any read
  kResident,  // any read of pages that mincore(2) calls resident, of files that are on the mount's own device
};

struct Mount {
  HotWay way = HotWay::kNone;
  bool swappable = false;  // its pages are memory, or in a swap file
  AccessTimes access_times = AccessTimes::kAlways;
  unsigned device_major = 0;
  unsigned device_minor = 0;
};

// What was mounted when the table was made. Immutable, but for the notice that it is out of date.
class MountTable {
 public:
  // Reads /proc/self/mountinfo. Empty where the kernel, or a sandbox, lacks what reading on the loop needs.
  MountTable();

  // Of the file system mounted on "/", unless it is swappable. It cannot change under a running program: what is mounted
  // over "/" later is not where its absolute paths begin.
  const Mount& root() const { return root_; }
  // Of the mount with the number that statx(2) gives; asks the kernel first whether the table still holds, for numbers
  // are used again, and swap files come and go.
  Mount Of(uint64_t mount_id) const;
  bool outdated() const { return outdated_.load(std::memory_order_relaxed); }

 private:
  Mount root_;
  std::unordered_map<uint64_t, Mount> mounts_;  // those whose files can be read so
  UniqueFd notices_;  // polls as exceptional once something has been mounted or unmounted: proc_pid_mountinfo(5)
  UniqueFd swaps_;    // the same for swap files: /proc/swaps
  mutable std::atomic<bool> outdated_{false};
};

// The table of the process. It is made, and made anew when it is out of date, by a thread that ends with that: a dead
// network mount can make even that wait.
//
// Threads: Current on any loop.
class Mounts {
 public:
  static Mounts& Get();

  // Nothing while there is no table yet. The pointer stays valid until the same loop asks again.
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
