#include "process_tree.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "../system/exit_gate.h"
#include "../system/failure.h"
#include "family.h"

namespace offloop {

namespace {

// Members that do not stop keep the tree suspended for at most this long.
constexpr std::chrono::seconds kMaxSuspension{2};

constexpr long kFirstPauseNanos = 20'000;
constexpr long kMaxPauseNanos = 1'000'000;

}  // namespace

ProcessTree::ProcessTree(const Proc& proc, pid_t root, std::optional<uint64_t> start_ticks)
    : proc_(proc), self_(getpid()) {
  const ProcessStat stat = ReadRunning(proc, root);
  if (start_ticks && stat.start_ticks != *start_ticks) throw SystemFailure{ESRCH, "kill"};
  Adopt({root, stat.start_ticks}, 0);
  Look();
  AdoptDescendants();
}

ProcessTree::~ProcessTree() {
  for (UniqueFd& spare : spares_) spare = UniqueFd();
  for (TreeMember& member : members_) {
    if (member.was_stopped()) continue;
    try {
      member.Continue(proc_);
    } catch (...) {
      member.ContinueByPid();
    }
  }
}

void ProcessTree::Suspend() {
  for (UniqueFd& spare : spares_) {
    spare = UniqueFd(fcntl(proc_.fd(), F_DUPFD_CLOEXEC, 0));
    if (!spare.valid()) Fail("open");
  }
  deadline_ = Clock::now() + kMaxSuspension;
  suspends_ = true;
  // Parents first: a stopped parent cannot fork another child.
  for (TreeMember& member : members_) {
    if (IsOver()) return;
    if (member.pid() != self_) member.Suspend(proc_);
  }
  for (size_t known = 0; known < members_.size() && !IsOver();) {
    known = members_.size();
    WaitUntilStill();
    Look();
    AdoptDescendants();
  }
}

std::vector<TreeMember*> ProcessTree::DeepestFirst() {
  std::vector<TreeMember*> order;
  for (TreeMember& member : members_) {
    if (member.pid() != self_) order.push_back(&member);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const TreeMember* a, const TreeMember* b) { return a->depth() > b->depth(); });
  return order;
}

// Reads only processes that the last search did not see: no other process can have become a descendant.
void ProcessTree::Look() {
  std::unordered_map<pid_t, Seen> now;
  for (const pid_t pid : proc_.Pids()) {
    const auto before = seen_.find(pid);
    if (before != seen_.end()) {
      now.insert(*before);
      continue;
    }
    const std::optional<ProcessStat> stat = ReadStat(proc_.fd(), (std::to_string(pid) + "/stat").c_str());
    if (!stat || stat->ended()) continue;
    const Seen seen{stat->parent, stat->start_ticks};
    now.insert({pid, seen});
    // At once if the parent is known: by the end of the search the child could have forked.
    if (suspends_) AdoptChild(pid, seen);
  }
  seen_ = std::move(now);
}

void ProcessTree::AdoptDescendants() {
  std::unordered_multimap<pid_t, pid_t> children;
  for (const auto& [pid, seen] : seen_) children.insert({seen.parent, pid});
  for (size_t i = 0; i < members_.size(); ++i) {
    const auto [begin, end] = children.equal_range(members_[i].pid());
    for (auto child = begin; child != end; ++child) AdoptChild(child->second, seen_.at(child->second));
  }
}

void ProcessTree::AdoptChild(pid_t pid, const Seen& seen) {
  const auto parent = index_.find(seen.parent);
  if (parent == index_.end()) return;
  const TreeMember& member = members_[parent->second];
  // Not a child of the member if another process has its pid now, or had it before.
  const auto now = seen_.find(seen.parent);
  const bool is_another = now != seen_.end() && now->second.start_ticks != member.start_ticks();
  if (is_another || seen.start_ticks < member.start_ticks()) return;
  Adopt({pid, seen.start_ticks}, member.depth() + 1);
}

void ProcessTree::Adopt(Identity identity, unsigned depth) {
  const auto known = index_.find(identity.pid);
  if (known != index_.end() && members_[known->second].start_ticks() == identity.start_ticks) return;
  members_.emplace_back(identity, depth);
  index_[identity.pid] = members_.size() - 1;
  if (suspends_ && identity.pid != self_) members_.back().Suspend(proc_);
}

bool ProcessTree::IsOver() const { return Clock::now() >= deadline_ || ExitGate::Ending(); }

void ProcessTree::WaitUntilStill() {
  timespec pause{0, kFirstPauseNanos};
  for (TreeMember& member : members_) {
    while (!IsOver() && member.IsStillRunning(proc_)) {
      nanosleep(&pause, nullptr);
      pause.tv_nsec = std::min(2 * pause.tv_nsec, kMaxPauseNanos);
      // Another process may have continued it.
      if (pause.tv_nsec == kMaxPauseNanos) member.Suspend(proc_);
    }
  }
}

}  // namespace offloop
