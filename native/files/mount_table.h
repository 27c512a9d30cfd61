#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../system/coarse_clock.h"
#include "../system/unique_fd.h"
#include "mount.h"

namespace offloop {

// The mounts that this process can reach, at the time when the table was made. Immutable, except for what the kernel
// tells later: that it is out of date, and which overlays have local layers.
//
// Threads: the constructor on a thread, everything else on any loop.
class MountTable {
 public:
  // Reads /proc/self/mountinfo. The table is empty if the kernel lacks a call that reading on the loop needs, or a
  // sandbox refuses it.
  MountTable();

  // The mount of "/"; nullptr if its files are not read on the loop, or it is swappable. It cannot change while the
  // process runs: absolute paths do not begin at a file system that is mounted over "/" later.
  const Mount* root() const { return root_; }
  // What statx(2) has to be asked for to find a mount by a status.
  unsigned mount_id_mask() const;
  // The mount of a status; nullptr if its files are not read on the loop. A mount without a unique number (Linux before
  // 6.8) is found only while the table is up to date, because other numbers are reused.
  const Mount* Of(const struct statx& status) const;
  // The same for a file that was opened after AreAllLocal: it keeps its mount, and the number of that, in use.
  const Mount* OfChecked(const struct statx& status) const;
  // Whether no file that an absolute path can reach takes a request to a server when it is opened. Asks the kernel
  // first whether the table is up to date.
  bool AreAllLocal() const;

  // Asks each overlay whether its layers are local. May block: on a thread.
  void FindLocalLayers() const;

  bool outdated() const { return outdated_.load(std::memory_order_relaxed); }
  // Asks the kernel whether the table is up to date, once in each tick of the kernel. A mount with a unique number
  // stays the same mount, but its options may change.
  void LookNowAndThen(CoarseClock::time_point now) const;

 private:
  void Add(const MountLine& line);
  void FindUniqueIds();
  bool IsUpToDate() const;

  const Mount* root_ = nullptr;
  std::unordered_map<uint64_t, Mount> mounts_;         // those whose files can be read on the loop, by their numbers
  std::unordered_map<uint64_t, const Mount*> unique_;  // the same, by numbers that the kernel never uses again
  std::vector<std::pair<const Mount*, std::string>> overlays_;  // and where they are mounted
  bool others_are_local_ = true;                                // all mounts but overlays
  UniqueFd notices_;  // POLLPRI once a file system has been mounted or unmounted: proc_pid_mountinfo(5)
  UniqueFd swaps_;    // the same for swap files: /proc/swaps
  mutable std::atomic<bool> outdated_{false};
  mutable std::atomic<CoarseClock::time_point> looked_at_{};
};

}  // namespace offloop

#endif
