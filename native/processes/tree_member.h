#pragma once

#include "process_stat.h"

namespace offloop {

// One process of a tree, which can be suspended while the tree is searched.
//
// Every signal goes through the process's folder in /proc, which the kernel accepts as a pidfd (pidfd_send_signal(2)),
// after a check of the start time: so it cannot reach another process that has reused the pid.
class TreeMember {
 public:
  TreeMember(Identity identity, unsigned depth) : identity_(identity), depth_(depth) {}

  pid_t pid() const { return identity_.pid; }
  uint64_t start_ticks() const { return identity_.start_ticks; }
  unsigned depth() const { return depth_; }
  // Whether it was stopped already before it was suspended.
  bool was_stopped() const { return was_stopped_; }

  // Sends SIGSTOP. The process may still run when this returns, and even fork once more.
  void Suspend(const Proc& proc);
  // Whether it still runs after SIGSTOP.
  bool IsStillRunning(const Proc& proc) const;
  // 0 or an errno, ESRCH if it has ended.
  int Signal(const Proc& proc, int signal) const;
  void Continue(const Proc& proc);
  // Sends SIGCONT by pid, for when no descriptor can be opened: another thread may have taken the tree's spare ones. A
  // stopped process cannot exit and free its pid, except by SIGKILL.
  void ContinueByPid();
  void LeaveSuspended() { suspended_ = false; }

 private:
  Identity identity_;
  unsigned depth_;
  bool suspended_ = false;
  bool was_stopped_ = false;
};

}  // namespace offloop
