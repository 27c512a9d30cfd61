#pragma once

#include <sys/types.h>

namespace offloop {

// Sends a signal to the process of `pidfd`, a pidfd or the process's folder in /proc: pidfd_send_signal(2). Only if
// there is no descriptor (-1) or the call does not work at all (an old kernel, a sandbox), it sends the signal to the
// pid, which another process may have reused. 0 or an errno.
int SendSignal(int pidfd, pid_t pid, int signal);

}  // namespace offloop
