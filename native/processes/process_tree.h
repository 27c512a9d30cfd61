#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "../system/clock.h"
#include "tree_member.h"

namespace offloop {

// A process and all its descendants but the caller, found completely: they are held meanwhile, so that none can fork
// behind the back of whoever looks. Whatever is still held in the end is continued.
//
// The tree is complete once a look at /proc, begun when all that were known stood still, finds nobody new. Against what
// forks faster than it can be stopped, or cannot be stopped, patience is limited; a process that is exiting has none.
class ProcessTree {
 public:
  // Fails with ESRCH where the root is gone, or another than the one that was started at `start_ticks`.
  ProcessTree(const Proc& proc, pid_t root, std::optional<uint64_t> start_ticks);
  ~ProcessTree();
  ProcessTree(const ProcessTree&) = delete;
  ProcessTree& operator=(const ProcessTree&) = delete;

  // Stops the tree and finds all of it.
  void Suspend();

  // The deepest first, the root last; without the caller.
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
  // Whether the search has to end, complete or not.
  bool IsOver() const;

  const Proc& proc_;
  const pid_t self_;
  bool suspends_ = false;
  Clock::time_point deadline_;
  UniqueFd spares_[2];  // so that a process's folder and a file in it can be opened to continue it, whatever is used up
  std::unordered_map<pid_t, Seen> seen_;     // at the last look
  std::vector<TreeMember> members_;          // parents before their children
  std::unordered_map<pid_t, size_t> index_;  // of the member that had a pid last
};

}  // namespace offloop
