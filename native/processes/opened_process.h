#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>

#include "../system/unique_fd.h"

namespace offloop {

// One very process, which another that takes over its pid is not mistaken for: by a pidfd (pidfd_open(2)) where the
// kernel has that, else by the time it was started, where that can be found out.
//
// Threads: any; nothing here changes once it is made.
class OpenedProcess {
 public:
  // With `start_ticks` only the process that was started then. Throws SystemFailure, ESRCH if there is no such process.
  explicit OpenedProcess(pid_t pid, std::optional<uint64_t> start_ticks);

  // Readable once the process has ended; -1 where the kernel has no such thing, and `HasEnded` has to be asked.
  int pidfd() const { return pidfd_.get(); }

  // Whether all of its threads have: a zombie has ended, a leader that other threads survive has not.
  bool HasEnded() const;
  // kill(2) of this process and no other: 0 or an errno, ESRCH once it has ended.
  int Kill(int signal) const;

 private:
  const pid_t pid_;
  UniqueFd pidfd_;
  std::optional<uint64_t> start_ticks_;
};

}  // namespace offloop
