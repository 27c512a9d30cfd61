#include "exit_gate.h"

#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "failure.h"

namespace offloop {

struct ExitGates {
  std::mutex mutex;
  std::condition_variable left;
  std::vector<ExitGate*> gates;
  std::atomic<bool> ending{false};  // set under the mutex

  static ExitGates& Get() {
    static auto* gates = new ExitGates;
    return *gates;
  }

  // False if a thread is still inside a gate with Late::kSkipHandlers.
  bool Close() {
    std::unique_lock<std::mutex> lock(mutex);
    ending = true;
    // The system clock, because condition variables of glibc before 2.30 cannot wait by the steady clock.
    const auto began = std::chrono::system_clock::now();
    bool may_go_on = true;
    for (const ExitGate* gate : gates) {
      const bool is_empty = left.wait_until(lock, began + gate->max_delay_, [gate] { return gate->inside_ == 0; });
      if (!is_empty && gate->late_ == ExitGate::Late::kSkipHandlers) may_go_on = false;
    }
    return may_go_on;
  }
};

namespace {

// Exit handlers run last in, first out. Ours is registered when the addon is loaded, after OpenSSL's: so it runs first.
#ifdef __GLIBC__

// on_exit(3) passes the exit status, with which _exit can end the process here.
const bool registered = on_exit(
                            [](int status, void*) {
                              if (!ExitGates::Get().Close()) _exit(status);
                            },
                            nullptr) == 0;

#else

const bool registered = atexit([] { ExitGates::Get().Close(); }) == 0;

#endif

}  // namespace

ExitGate::ExitGate(std::chrono::milliseconds max_delay, Late late) : max_delay_(max_delay), late_(late) {
  ExitGates& all = ExitGates::Get();
  std::lock_guard<std::mutex> lock(all.mutex);
  all.gates.push_back(this);
}

bool ExitGate::Enter() {
  ExitGates& all = ExitGates::Get();
  std::lock_guard<std::mutex> lock(all.mutex);
  if (!registered || all.ending) return false;
  ++inside_;
  return true;
}

void ExitGate::Leave() {
  ExitGates& all = ExitGates::Get();
  std::lock_guard<std::mutex> lock(all.mutex);
  if (--inside_ == 0) all.left.notify_all();
}

bool ExitGate::Ending() { return ExitGates::Get().ending; }

ExitGate::Guard::Guard(ExitGate& gate) : gate_(gate) {
  if (!gate.Enter()) throw Cancelled{};
}

}  // namespace offloop
