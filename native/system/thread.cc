#include "thread.h"

#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <thread>
#include <utility>

namespace offloop {

namespace {

#ifdef __linux__

void NameAndNice(const std::string& name, int niceness) {
  // The kernel keeps 15 bytes of a thread's name: pthread_setname_np(3).
  pthread_setname_np(pthread_self(), ("offloop-" + name).substr(0, 15).c_str());
  // Unlike POSIX, Linux has a niceness for each thread: setpriority(2).
  if (niceness > 0) setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
}

#else

void NameAndNice(const std::string&, int) {}

#endif

// The signals that the kernel sends to the thread that caused them. If that thread blocks the signal, the kernel ends
// the process without calling a crash handler: signal(7).
constexpr int kFaults[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};

// Signals that are sent to the process have to reach Node's threads, not ours.
sigset_t BlockedSignals() {
  sigset_t signals;
  sigfillset(&signals);
  for (const int fault : kFaults) sigdelset(&signals, fault);
  return signals;
}

}  // namespace

bool StartThread(const std::string& name, int niceness, std::function<void()> body) {
  // A thread inherits the signal mask of the thread that starts it.
  const sigset_t blocked = BlockedSignals();
  sigset_t before;
  pthread_sigmask(SIG_SETMASK, &blocked, &before);
  bool started = true;
  try {
    std::thread([name, niceness, body = std::move(body)] {
      NameAndNice(name, niceness);
      body();
    }).detach();
  } catch (...) {
    started = false;
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return started;
}

}  // namespace offloop
