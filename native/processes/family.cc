#include "family.h"

#include <signal.h>

#include <cerrno>
#include <optional>
#include <string>
#include <unordered_set>

#include "../system/failure.h"

namespace offloop {

Family::Family(const Proc& proc) {
  for (const pid_t pid : proc.Pids()) {
    const std::optional<ProcessStat> stat = ReadStat(proc.fd(), (std::to_string(pid) + "/stat").c_str());
    if (!stat) continue;
    children_.insert({stat->parent, {pid, stat->start_ticks}});
  }
}

std::vector<pid_t> Family::DescendantsOf(const Identity& root) const {
  std::vector<Identity> found{root};
  std::unordered_set<pid_t> known{root.pid};
  for (size_t i = 0; i < found.size(); ++i) {
    const Identity parent = found[i];
    const auto [begin, end] = children_.equal_range(parent.pid);
    for (auto child = begin; child != end; ++child) {
      // A process older than its parent is not its child: the parent's pid was reused.
      const Identity& seen = child->second;
      if (seen.start_ticks >= parent.start_ticks && known.insert(seen.pid).second) found.push_back(seen);
    }
  }
  std::vector<pid_t> pids;
  for (size_t i = 1; i < found.size(); ++i) pids.push_back(found[i].pid);
  return pids;
}

ProcessStat ReadRunning(const Proc& proc, pid_t pid) {
  const int error = kill(pid, 0) == 0 ? 0 : errno;
  const std::optional<ProcessStat> stat = ReadStat(proc.Process(pid));
  if (error == ESRCH || !IsLeader(pid) || (stat && stat->ended())) throw SystemFailure{ESRCH, "kill"};
  if (stat) return *stat;
  throw error == 0 ? SystemFailure{EACCES, "open"} : SystemFailure{error, "kill"};
}

}  // namespace offloop
