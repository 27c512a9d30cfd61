#include "tree_member.h"

#include <signal.h>

#include <cerrno>
#include <optional>
#include <string>

#include "send_signal.h"
#include "suspension_mark.h"

namespace offloop {

namespace {

// True if the process can neither run user code nor complete a fork. D is among the states because of vfork(2), in
// which a parent waits for a child that may be stopped itself.
bool IsStill(char state) {
  return state == 'T' || state == 't' || state == 'D' || state == 'Z' || state == 'X' || state == 'x';
}

}  // namespace

int TreeMember::Signal(const Proc& proc, int signal) const {
  const UniqueFd process = proc.Process(pid());
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->start_ticks != start_ticks() || stat->ended()) return ESRCH;
  return SendSignal(process.get(), pid(), signal);
}

void TreeMember::Suspend(const Proc& proc) {
  const UniqueFd process = proc.Process(pid());
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->start_ticks != start_ticks() || stat->ended()) return;
  if (stat->threads > 1 && SuspensionMark::IsOn(process)) return;
  if (!suspended_) was_stopped_ = stat->state == 'T';
  suspended_ = SendSignal(process.get(), pid(), SIGSTOP) == 0;
}

// The threads of a process stop one by one, and any of them may be forking: so all are checked.
bool TreeMember::IsStillRunning(const Proc& proc) const {
  if (!suspended_) return false;
  const UniqueFd process = proc.Process(pid());
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->start_ticks != start_ticks()) return false;
  if (stat->threads <= 1) return !IsStill(stat->state);
  const UniqueFd threads = OpenFolder(process.get(), "task");
  if (!threads.valid()) return false;
  for (const uint32_t thread : NumbersIn(threads.get())) {
    const auto of_thread = ReadStat(threads.get(), (std::to_string(thread) + "/stat").c_str());
    if (of_thread && !IsStill(of_thread->state)) return true;
  }
  return false;
}

void TreeMember::Continue(const Proc& proc) {
  if (suspended_) Signal(proc, SIGCONT);
  suspended_ = false;
}

void TreeMember::ContinueByPid() {
  if (suspended_) SendSignal(-1, pid(), SIGCONT);
  suspended_ = false;
}

}  // namespace offloop
