#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <atomic>
#include <memory>
#include <mutex>

#include "mount_table.h"

namespace offloop {

// The table of the process. A thread of its own makes it, and a new one when it is out of date, because a dead network
// mount can block even that.
//
// Threads: Current on any loop.
class Mounts {
 public:
  static Mounts& Get();

  // nullptr while there is no table that is up to date, as far as is known. The pointer stays valid until the next call
  // on the same loop.
  const MountTable* Current(std::shared_ptr<const MountTable>& kept, CoarseClock::time_point now);

 private:
  void Learn();
  void FindLocalLayers();

  std::mutex mutex_;  // guards table_
  std::shared_ptr<const MountTable> table_;
  std::atomic<const MountTable*> newest_{nullptr};
  std::atomic<bool> learning_{false};
  std::atomic<bool> finding_layers_{false};
};

}  // namespace offloop

#endif
