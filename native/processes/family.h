#pragma once

#include <unordered_map>
#include <vector>

#include "process_stat.h"

namespace offloop {

// The parents and children of all processes, from one look at each process.
class Family {
 public:
  explicit Family(const Proc& proc);

  // Parents before their children.
  std::vector<pid_t> DescendantsOf(const Identity& root) const;

 private:
  std::unordered_multimap<pid_t, Identity> children_;  // by their parent
};

// The stat of a process that still runs. Fails with ESRCH if there is no such process or only its zombie; with EPERM or
// EACCES if a mount with hidepid hides it.
ProcessStat ReadRunning(const Proc& proc, pid_t pid);

}  // namespace offloop
