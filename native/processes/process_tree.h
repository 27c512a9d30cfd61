#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "../system/clock.h"
#include "tree_member.h"

namespace offloop {

// A process and all its descendants, without the caller. They are suspended with SIGSTOP while /proc is searched, so
// that none can fork unseen. The destructor continues the members that are still suspended.
//
// The tree is complete once a search of /proc that began when all members had stopped finds no new one. The search
// gives up after a time limit if processes fork faster than they can be stopped, or cannot be stopped; at once if this
// process is exiting.
class ProcessTree {
 public:
  // Fails with ESRCH if the root has ended, or did not start at `start_ticks`.
  ProcessTree(const Proc& proc, pid_t root, std::optional<uint64_t> start_ticks);
  ~ProcessTree();
  ProcessTree(const ProcessTree&) = delete;
  ProcessTree& operator=(const ProcessTree&) = delete;

  // Suspends the tree and finds all of its members.
  void Suspend();

  // The deepest members first, the root last; without the caller.
  std::vector<TreeMember*> DeepestFirst();

 private:
  struct Seen {
    pid_t parent;
    uint64_t start_ticks;
  };

  void Look();
  void AdoptDescendants();
  void AdoptChild(pid_t pid, const Seen& seen);
  void Adopt(Identity identity, unsigned depth);
  void WaitUntilStill();
  // Whether the search has to end even if it is incomplete.
  bool IsOver() const;

  const Proc& proc_;
  const pid_t self_;
  bool suspends_ = false;
  Clock::time_point deadline_;
  UniqueFd spares_[2];  // closed to open a process's folder and a file in it when descriptors are used up
  std::unordered_map<pid_t, Seen> seen_;     // all processes of the last search
  std::vector<TreeMember> members_;          // parents before their children
  std::unordered_map<pid_t, size_t> index_;  // of the latest member with a pid
};

}  // namespace offloop
