#include "held_process.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <string>

#include "hold_mark.h"

namespace offloop {

namespace {

int SendByPid(pid_t pid, int signal) { return kill(pid, signal) == 0 ? 0 : errno; }

int Send(const UniqueFd& process, pid_t pid, int signal) {
#ifdef SYS_pidfd_send_signal
  if (syscall(SYS_pidfd_send_signal, process.get(), signal, nullptr, 0) == 0) return 0;
  if (errno == ESRCH) return ESRCH;
#endif
  // Kernels before 5.1, and sandboxes that do not know the call or refuse it; kill(2) says the rest itself.
  return SendByPid(pid, signal);
}

// Cannot run user code, nor go on in a fork. D is here because of vfork(2): a parent waits in it for a child that may
// have been stopped itself.
bool IsStill(char state) {
  return state == 'T' || state == 't' || state == 'D' || state == 'Z' || state == 'X' || state == 'x';
}

}  // namespace

int HeldProcess::Signal(const Proc& proc, int signal) const {
  const UniqueFd process = proc.Process(pid());
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->start_ticks != start_ticks() || stat->ended()) return ESRCH;
  return Send(process, pid(), signal);
}

void HeldProcess::Hold(const Proc& proc) {
  const UniqueFd process = proc.Process(pid());
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->start_ticks != start_ticks() || stat->ended()) return;
  if (stat->threads > 1 && HoldMark::IsOn(process)) return;
  if (!held_) was_stopped_ = stat->state == 'T';
  held_ = Send(process, pid(), SIGSTOP) == 0;
}

// Each of its threads stops by itself, and any of them may be forking.
bool HeldProcess::StillRuns(const Proc& proc) const {
  if (!held_) return false;
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

void HeldProcess::Continue(const Proc& proc) {
  if (held_) Signal(proc, SIGCONT);
  held_ = false;
}

void HeldProcess::ContinueByPid() {
  if (held_) SendByPid(pid(), SIGCONT);
  held_ = false;
}

}  // namespace offloop
