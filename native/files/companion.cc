#include "companion.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <unistd.h>

#include <chrono>
#include <new>
#include <utility>

#include "../system/processors.h"
#include "../system/thread.h"

namespace offloop {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// How long a loop is held at most.
constexpr microseconds kMaxWait{50};
// Reads that follow each other at shorter intervals wake the thread.
constexpr microseconds kShortInterval{200};
// How long the thread spins after a read, and after it has been woken: longer than the read takes that woke it.
constexpr microseconds kSpin{100};
// How long no loop waits for it after an answer that was late.
constexpr milliseconds kPause{1};
// The clock is read after this many looks, because that takes as long as some of them.
constexpr int kLooks = 32;

}  // namespace

// Never destroyed, because its thread runs until the process ends.
Companion& Companion::Get() {
  static auto* companion = new Companion;
  return *companion;
}

bool Companion::IsAwake() {
  const Clock::time_point now = Clock::now();
  const Clock::time_point last = asked_at_.exchange(now, std::memory_order_relaxed);
  if (now < paused_until_.load(std::memory_order_relaxed)) return false;
  const State state = state_.load(std::memory_order_relaxed);
  if (state == State::kAwake) return true;
  if ((state == State::kAsleep || state == State::kNone) && now - last < kShortInterval) Wake();
  return false;
}

void Companion::Wake() {
  if (Change(State::kNone, State::kUnusable)) {
    StartThread("reads", 0, [this] { Serve(); });
    return;
  }
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!Change(State::kAsleep, State::kWaking)) return;
  }
  woken_.notify_one();
}

std::optional<Companion::Answer> Companion::Read(UniqueFd fd, uint64_t position, size_t size) {
  if (!Change(State::kAwake, State::kClaimed)) return std::nullopt;
  request_.fd = std::move(fd);
  request_.position = position;
  request_.size = size;
  state_.store(State::kAsked, std::memory_order_release);

  const Clock::time_point deadline = Clock::now() + kMaxWait;
  int looks = 0;
  while (state_.load(std::memory_order_acquire) != State::kAnswered) {
    Relax();
    if (++looks % kLooks != 0 || Clock::now() < deadline) continue;
    paused_until_.store(deadline + kPause, std::memory_order_relaxed);
    // The thread may not have begun, or may have answered by now.
    if (Change(State::kReading, State::kAbandoned)) return std::nullopt;
    if (Change(State::kAsked, State::kClaimed)) {
      request_.fd = UniqueFd();
      state_.store(State::kAwake, std::memory_order_release);
      return std::nullopt;
    }
  }
  return Answer(*this);
}

void Companion::Serve() {
  request_.bytes.reset(new (std::nothrow) uint8_t[kMaxBytes]);
  if (!request_.bytes || !MaySpin()) return;
  state_.store(State::kAwake, std::memory_order_release);
  for (;;) {
    Spin();
    std::unique_lock<std::mutex> lock(mutex_);
    if (!Change(State::kAwake, State::kAsleep)) continue;
    woken_.wait(lock, [this] { return state_.load(std::memory_order_relaxed) == State::kWaking; });
    state_.store(State::kAwake, std::memory_order_release);
  }
}

void Companion::Spin() {
  Clock::time_point deadline = Clock::now() + kSpin;
  for (int looks = 0;; ++looks) {
    if (state_.load(std::memory_order_relaxed) == State::kAsked && Change(State::kAsked, State::kReading)) {
      Fulfil();
      deadline = Clock::now() + kSpin;
    } else if (looks % kLooks == 0 && Clock::now() >= deadline) {
      return;
    }
    Relax();
  }
}

void Companion::Fulfil() {
  // Closed here after the answer, for which the loop need not wait.
  const UniqueFd fd = std::move(request_.fd);
  request_.got = pread(fd.get(), request_.bytes.get(), request_.size, static_cast<off_t>(request_.position));
  if (!Change(State::kReading, State::kAnswered)) state_.store(State::kAwake, std::memory_order_release);
}

}  // namespace offloop

#endif
