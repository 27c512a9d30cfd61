#include "send_signal.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "../system/linux_abi.h"

namespace offloop {

namespace {

#ifdef __linux__

// Whether the kernel has the call and no sandbox refuses it: then it fails because of the descriptor.
bool CanSignalByDescriptor() {
  static const bool can = syscall(SYS_pidfd_send_signal, -1, 0, nullptr, 0) != 0 && errno == EBADF;
  return can;
}

int SignalByDescriptor(int pidfd, int signal) {
  return syscall(SYS_pidfd_send_signal, pidfd, signal, nullptr, 0) == 0 ? 0 : errno;
}

#else

bool CanSignalByDescriptor() { return false; }

int SignalByDescriptor(int, int) { return ENOSYS; }

#endif

}  // namespace

int SendSignal(int pidfd, pid_t pid, int signal) {
  if (pidfd >= 0 && CanSignalByDescriptor()) return SignalByDescriptor(pidfd, signal);
  return kill(pid, signal) == 0 ? 0 : errno;
}

}  // namespace offloop
