#pragma once

#include <sys/types.h>

namespace offloop {

// Sends a signal to the process that `pidfd` stands for, a pidfd or its folder in /proc: pidfd_send_signal(2). By its pid
// where there is no such descriptor (-1), or where the kernel or a sandbox does not know the call. 0 or an errno.
int SendSignal(int pidfd, pid_t pid, int signal);

}  // namespace offloop
