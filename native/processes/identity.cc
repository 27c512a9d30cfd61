#include "identity.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "../failure.h"
#include "proc_stat.h"

namespace offloop {

namespace {

// Not valid where the kernel or a sandbox has no pidfds.
UniqueFd OpenPidfd(pid_t pid) {
#if defined(__linux__) && defined(SYS_pidfd_open) && !defined(OFFLOOP_PORTABLE)
  UniqueFd pidfd(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
  if (pidfd.valid() || errno == ENOSYS || errno == EPERM) return pidfd;
  // The number of a thread that is no process's first is answered with ENOENT, or EINVAL before Linux 6.15.
  if (errno == EINVAL || errno == ENOENT) throw SystemFailure{ESRCH, "pidfd_open"};
  Fail("pidfd_open");
#else
  return UniqueFd();
#endif
}

}  // namespace

Identity::Identity(pid_t pid) : pid_(pid), pidfd_(OpenPidfd(pid)) {
  if (pidfd_.valid()) return;
  if (kill(pid, 0) != 0 && errno == ESRCH) Fail("kill");
  if (const auto stat = ReadProcStat(pid)) started_ = stat->started;
}

bool Identity::HasEnded() const {
  if (pidfd_.valid()) {
    struct pollfd ended = {pidfd_.get(), POLLIN, 0};
    return poll(&ended, 1, 0) > 0;
  }
  if (kill(pid_, 0) != 0 && errno == ESRCH) return true;
  const auto stat = ReadProcStat(pid_);
  return stat && (stat->started != started_ || stat->ended);
}

int Identity::Kill(int signal) const {
  if (HasEnded()) return ESRCH;
#if defined(__linux__) && defined(SYS_pidfd_send_signal) && !defined(OFFLOOP_PORTABLE)
  if (pidfd_.valid()) return syscall(SYS_pidfd_send_signal, pidfd_.get(), signal, nullptr, 0) == 0 ? 0 : errno;
#endif
  return kill(pid_, signal) == 0 ? 0 : errno;
}

}  // namespace offloop
