#pragma once

#include <chrono>
#include <cstddef>

namespace offloop {

// Delays the exit of the process while threads do work that it must not interrupt. process.exit(), an uncaught
// exception and the end of the program all call exit(3), which closes all gates at once. From then on no thread enters,
// Ending tells the threads inside to finish soon, and exit goes on once they have left or the gate's maximum delay is
// over. A signal or _exit(2) ends the process without delay.
//
// Threads: any. A gate is never destroyed, because threads outlive exit handlers.
class ExitGate {
 public:
  // How the process exits if threads are still inside after the maximum delay.
  enum class Late {
    kExit,          // exit goes on
    kSkipHandlers,  // the process ends at once, because other exit handlers would free memory that the threads use
  };

  ExitGate(std::chrono::milliseconds max_delay, Late late);
  ExitGate(const ExitGate&) = delete;
  ExitGate& operator=(const ExitGate&) = delete;

  // False once the process is exiting.
  bool Enter();
  void Leave();
  // True once the process is exiting.
  static bool Ending();

  // Is inside the gate while it exists. The constructor throws Cancelled once the process is exiting.
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
