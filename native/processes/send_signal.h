#pragma once

#include <sys/types.h>

namespace offloop {

// Sends a signal to the process that `pidfd` stands for, a pidfd or its folder in /proc: pidfd_send_signal(2). Only where
// there is no such descriptor (-1), or the call does not work at all (an old kernel, a sandbox), it goes to the pid, which
// another process may have taken over. 0 or an errno.
int SendSignal(int pidfd, pid_t pid, int signal);

}  // namespace offloop
