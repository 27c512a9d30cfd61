#pragma once

#include "process_stat.h"

namespace offloop {

// One process of a tree, which can be held: stopped for as long as the tree is looked through.
//
// Every signal goes through the process's folder in /proc, which is a pidfd as well (pidfd_send_signal(2)), once its
// start has been found to be the one that was seen: it cannot hit who has taken over the pid.
class TreeMember {
 public:
  TreeMember(Identity identity, unsigned depth) : identity_(identity), depth_(depth) {}

  pid_t pid() const { return identity_.pid; }
  uint64_t start_ticks() const { return identity_.start_ticks; }
  unsigned depth() const { return depth_; }
  // Whether it was stopped already when it was to be held.
  bool was_stopped() const { return was_stopped_; }

  // Asks it to stop. It has not yet when this returns: it may even fork once more.
  void Suspend(const Proc& proc);
  // Whether it runs on although it was asked to stop.
  bool IsStillRunning(const Proc& proc) const;
  // 0, or an errno: ESRCH when it has ended.
  int Signal(const Proc& proc, int signal) const;
  void Continue(const Proc& proc);
  // Without a descriptor, when none can be opened: another thread may have taken the tree's spare ones. A stopped process
  // cannot exit and free its pid, except by SIGKILL.
  void ContinueByPid();
  void LeaveSuspended() { suspended_ = false; }

 private:
  Identity identity_;
  unsigned depth_;
  bool suspended_ = false;
  bool was_stopped_ = false;
};

}  // namespace offloop
