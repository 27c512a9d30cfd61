#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/types.h>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "../system/clock.h"
#include "../system/unique_fd.h"

namespace offloop {

// A thread that reads for a loop while the loop waits for it, for some microseconds at most. It is for files that are
// probably in memory although the kernel does not say so. While reads follow each other, the thread spins and answers
// in less than a microsecond; waking a sleeping thread would take 10 to 40. It sleeps soon after the last read.
//
// There is one for the process. It is not used where MaySpin() is false. A file that is not in memory after all
// occupies it until the disk has answered; meanwhile, the threads of the file pool do these reads.
//
// Threads: the public functions on any loop.
class Companion {
 public:
  static Companion& Get();

  // Whether Read may be called now. If reads follow each other, wakes the thread for the next one.
  bool IsAwake();

  // What pread(2) returned. The thread answers no one else while this exists.
  class Answer {
   public:
    explicit Answer(Companion& companion) : companion_(&companion) {}
    Answer(Answer&& other) noexcept : companion_(std::exchange(other.companion_, nullptr)) {}
    Answer& operator=(Answer&&) = delete;
    ~Answer() {
      if (companion_ != nullptr) companion_->state_.store(State::kAwake, std::memory_order_release);
    }

    ssize_t got() const { return companion_->request_.got; }
    const uint8_t* bytes() const { return companion_->request_.bytes.get(); }

   private:
    Companion* companion_;
  };

  // Reads at most kMaxBytes at a position and closes the file. Returns std::nullopt if the thread is busy or answers
  // too late.
  std::optional<Answer> Read(UniqueFd fd, uint64_t position, size_t size);

  static constexpr size_t kMaxBytes = 256 << 10;

 private:
  enum class State : uint8_t {
    kNone,      // there is no thread yet
    kUnusable,  // it must not spin, or cannot be started
    kAsleep,
    kWaking,     // it has been woken, and does not run yet
    kAwake,      // it spins
    kClaimed,    // a loop writes the request
    kAsked,      // the request is complete
    kReading,    // the thread reads
    kAnswered,   // the answer is complete
    kAbandoned,  // the thread reads, and no loop waits for it
  };

  struct Request {
    UniqueFd fd;
    uint64_t position = 0;
    size_t size = 0;
    ssize_t got = 0;
    std::unique_ptr<uint8_t[]> bytes;
  };

  void Wake();
  void Serve();
  // Answers requests until there has been none for a while.
  void Spin();
  void Fulfil();
  bool Change(State from, State to) { return state_.compare_exchange_strong(from, to, std::memory_order_acq_rel); }

  std::atomic<State> state_{State::kNone};
  std::atomic<Clock::time_point> asked_at_{};      // the last call of IsAwake
  std::atomic<Clock::time_point> paused_until_{};  // after an answer that was late
  Request request_;                                // of the loop that claimed it, or of the thread
  std::mutex mutex_;
  std::condition_variable woken_;
};

}  // namespace offloop

#endif
