#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pool.h"

namespace offloop {

// A named pool of our own threads. They start when jobs come, and end once the pool is closed and its queue is empty.
// They are detached and never joined, so a stuck thread cannot make an environment hang.
//
// Threads: Submit, Close, WhenUnreferenced and ReplaceStuck on the loop of the environment that owns the pool, or on
// any loop if all environments share it; Stats from any; the rest is internal.
class ThreadPool final : public Pool, public std::enable_shared_from_this<ThreadPool> {
 public:
  struct Options {
    std::string name;
    uint32_t threads;
    uint32_t max_queue;  // how many jobs may wait while every thread is busy
    int niceness;        // 0 to 19, as in nice(2)
  };

  explicit ThreadPool(Options options) : options_(std::move(options)) {}

  // The pool of that name which all environments share, created by the first call. It is never closed.
  static std::shared_ptr<ThreadPool> Shared(Options options);
  // Calls `visit` with every shared pool.
  template <typename Visit>
  static void ForEachShared(Visit visit) {
    SharedPools& shared = TheSharedPools();
    std::lock_guard<std::mutex> lock(shared.mutex);
    for (const auto& pool : shared.pools) visit(*pool);
  }

  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  PoolStats Stats() const override { return StatsOf(options_.name, options_.threads); }

  // Refuses new jobs from now on; the accepted ones still run.
  void Close();
  // A promise that resolves once no promise of a job is pending. To be called once, when the pool has been closed.
  napi_value WhenUnreferenced(napi_env env);

  // Lets other threads replace those that still run a task `grace` after its caller gave up. Returns how long to wait
  // until the next thread may have to be replaced, if there is one.
  std::optional<Clock::duration> ReplaceStuck(Clock::duration grace);

 private:
  struct SharedPools {
    std::mutex mutex;
    std::vector<std::shared_ptr<ThreadPool>> pools;  // the oldest first
  };
  static SharedPools& TheSharedPools();

  void OnUnreferenced(napi_env env) override;

  void Serve() noexcept;
  // The next job, or nullptr if none waits. Records the end of the job that the thread ran before, which may go back to
  // the queue.
  std::unique_ptr<Job> Proceed(std::unique_ptr<Job>& ended, Clock::time_point now);
  // Waits for a job; nullptr when the thread has to end.
  std::unique_ptr<Job> Await();

  // Under the mutex:
  std::unique_ptr<Job> Take(Clock::time_point now);
  // How many threads have no job, whether they are started or not. A job that such a thread will take does not count as
  // waiting, so that max_queue does not depend on how fast threads wake up.
  size_t FreeThreads() const;
  // Starts another thread if no idle one is left for the next job; false if the pool has no thread at all.
  bool EnsureThread();
  void StartOneThread();
  void WakeOne();
  // True if a replaced thread has come back, so that the pool has a thread too many.
  bool IsSurplus() const { return threads_ > options_.threads; }

  const Options options_;
  napi_deferred when_unreferenced_ = nullptr;  // on the loop

  // Guarded by mutex_.
  std::condition_variable available_;
  uint32_t threads_ = 0;   // without the replaced ones
  uint32_t replaced_ = 0;  // stuck threads that others may replace
  uint32_t idle_ = 0;
  bool waking_ = false;  // a thread has been notified and has not woken up yet
  bool closed_ = false;
};

}  // namespace offloop
