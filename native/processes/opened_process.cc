#include "opened_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "../system/failure.h"
#include "../system/linux_abi.h"
#include "process_stat.h"
#include "send_signal.h"

namespace offloop {

namespace {

// Not valid if the kernel has no pidfds or a sandbox refuses them.
UniqueFd OpenPidfd(pid_t pid) {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  UniqueFd pidfd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (pidfd.valid() || errno == ENOSYS || errno == EPERM) return pidfd;
  // For the number of a thread that is not a leader the kernel fails with EINVAL, newer ones with ENOENT.
  if (errno == EINVAL || errno == ENOENT) throw SystemFailure{ESRCH, "pidfd_open"};
  Fail("pidfd_open");
#else
  return UniqueFd();
#endif
}

std::optional<ProcessStat> StatOf(pid_t pid) {
  return ReadStat(AT_FDCWD, ("/proc/" + std::to_string(pid) + "/stat").c_str());
}

}  // namespace

OpenedProcess::OpenedProcess(pid_t pid, std::optional<uint64_t> start_ticks)
    : pid_(pid), pidfd_(OpenPidfd(pid)), start_ticks_(start_ticks) {
  if (pidfd_.valid() && !start_ticks_) return;
  if (kill(pid, 0) != 0 && errno == ESRCH) Fail("kill");
  const auto stat = StatOf(pid);
  if (start_ticks_ && (!stat || stat->start_ticks != *start_ticks_)) throw SystemFailure{ESRCH, "kill"};
  if (!pidfd_.valid() && !IsLeader(pid)) throw SystemFailure{ESRCH, "kill"};
  if (stat) start_ticks_ = stat->start_ticks;
}

bool OpenedProcess::HasEnded() const {
  if (pidfd_.valid()) {
    struct pollfd ended = {pidfd_.get(), POLLIN, 0};
    return poll(&ended, 1, 0) > 0;
  }
  if (kill(pid_, 0) != 0 && errno == ESRCH) return true;
  const auto stat = StatOf(pid_);
  return stat && (stat->ended() || stat->start_ticks != start_ticks_);
}

int OpenedProcess::Kill(int signal) const {
  if (HasEnded()) return ESRCH;
  return SendSignal(pidfd_.get(), pid_, signal);
}

}  // namespace offloop
