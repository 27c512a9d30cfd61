#include "send_signal.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "../linux_abi.h"

namespace offloop {

int SendSignal(int pidfd, pid_t pid, int signal) {
#ifdef __linux__
  if (pidfd >= 0) {
    if (syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0) == 0) return 0;
    if (errno == ESRCH) return ESRCH;
    // What else there is to say kill(2) says itself: EPERM may be a sandbox's word.
  }
#endif
  return kill(pid, signal) == 0 ? 0 : errno;
}

}  // namespace offloop
