#pragma once

#include <chrono>
#include <cstddef>

namespace offloop {

// Delays the end of the process while threads do work that the end must not interrupt. exit(3), which process.exit(), an
// uncaught exception and the end of the program lead to, closes all gates at once: from then on no thread enters, Ending
// tells those inside to finish soon, and exit goes on when they have left or the gate's patience is over. A signal and
// _exit(2) end the process without that.
//
// Threads: any. A gate is never destroyed, because threads outlive exit handlers.
class ExitGate {
 public:
  // What the process does with threads that are still inside when the patience is over.
  enum class Late {
    kExit,           // exit goes on
    kSkipHandlers,   // the process ends at once, because an exit handler would pull the ground from under them
  };

  ExitGate(std::chrono::milliseconds max_delay, Late late);
  ExitGate(const ExitGate&) = delete;
  ExitGate& operator=(const ExitGate&) = delete;

  // False once the process is exiting.
  bool Enter();
  void Leave();
  // True once the process is exiting.
  static bool Ending();

  // Inside from its construction, which throws Cancelled once the process is exiting, to its destruction.
  class Guard {
   public:
    explicit Guard(ExitGate& gate);
    ~Guard() { gate_.Leave(); }
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

   private:
    ExitGate& gate_;
  };

 private:
  friend struct ExitGates;

  const std::chrono::milliseconds max_delay_;
  const Late late_;
  size_t inside_ = 0;  // guarded by the mutex of ExitGates
};

}  // namespace offloop
