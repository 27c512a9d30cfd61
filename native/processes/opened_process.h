#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>

#include "../system/unique_fd.h"

namespace offloop {

// One process, which is never confused with another that reuses its pid: it is identified by a pidfd (pidfd_open(2)) if
// the kernel has those, otherwise by its start time if that is known.
//
// Threads: any, because it is immutable.
class OpenedProcess {
 public:
  // With `start_ticks`, only the process with that start time. Throws SystemFailure, ESRCH if there is no such process.
  explicit OpenedProcess(pid_t pid, std::optional<uint64_t> start_ticks);

  // Readable once the process has ended; -1 if the kernel has no pidfds, so that HasEnded has to be polled.
  int pidfd() const { return pidfd_.get(); }

  // Whether all of its threads have ended: true for a zombie, false for a leader that returned before its other
  // threads.
  bool HasEnded() const;
  // kill(2) of exactly this process: 0 or an errno, ESRCH once it has ended.
  int Kill(int signal) const;

 private:
  const pid_t pid_;
  UniqueFd pidfd_;
  std::optional<uint64_t> start_ticks_;
};

}  // namespace offloop
