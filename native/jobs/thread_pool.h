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

// A named pool of threads of our own. Threads start when jobs come, are detached, and end once the pool is closed and
// has nothing more to do: nothing joins them, so no environment can hang on one that is stuck.
//
// Threads: Submit, Close, WhenUnreferenced and ReplaceStuck on the loop of the pool's environment, or of any where all share
// the pool; Stats from any; the rest is internal.
class ThreadPool final : public Pool, public std::enable_shared_from_this<ThreadPool> {
 public:
  struct Options {
    std::string name;
    uint32_t threads;
    uint32_t max_queue;  // the jobs that may wait while every thread is busy
    int niceness;  // 0 to 19: how much of the processor its threads leave to others
  };

  explicit ThreadPool(Options options) : options_(std::move(options)) {}

  // The pool of that name which all environments share, made by the first that asks. It is never closed.
  static std::shared_ptr<ThreadPool> Shared(Options options);
  // Calls `visit` with every pool that environments share.
  template <typename Visit>
  static void ForEachShared(Visit visit) {
    SharedPools& shared = TheSharedPools();
    std::lock_guard<std::mutex> lock(shared.mutex);
    for (const auto& pool : shared.pools) visit(*pool);
  }

  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  PoolStats Stats() const override { return StatsOf(options_.name, options_.threads); }

  // Refuses what comes from now on; what has been accepted is done.
  void Close();
  // A promise that is resolved once nobody waits for any job. Asked for once, when the pool has been closed.
  napi_value WhenUnreferenced(napi_env env);

  // Has others take the place of threads that have been at a job for `grace` after its caller gave up. Returns how long
  // it takes until another may have to be, if there is one.
  std::optional<Clock::duration> ReplaceStuck(Clock::duration grace);

 private:
  struct SharedPools {
    std::mutex mutex;
    std::vector<std::shared_ptr<ThreadPool>> pools;  // the oldest first
  };
  static SharedPools& TheSharedPools();

  void OnUnreferenced(napi_env env) override;

  void Serve() noexcept;
  // The next job, if one waits; what the thread has at hand goes back to the books, and perhaps to the queue.
  std::unique_ptr<Job> Proceed(std::unique_ptr<Job>& ended, Clock::time_point now);
  // Waits for a job; nothing when the thread has to end.
  std::unique_ptr<Job> Await();

  // Under the mutex:
  std::unique_ptr<Job> Take(Clock::time_point now);
  // Those that have no job, started or not. Jobs that have yet to be taken by them do not wait: what is refused does not
  // depend on how fast threads wake up.
  size_t FreeThreads() const;
  // Starts one more thread if there are no idle ones left for the job that comes; false when the pool has none at all.
  bool EnsureThread();
  void StartOneThread();
  void WakeOne();
  // One that was stuck, and whose place has been taken, is back.
  bool IsSurplus() const { return threads_ > options_.threads; }

  const Options options_;
  napi_deferred when_unreferenced_ = nullptr;  // on the loop

  // Guarded by mutex_.
  std::condition_variable available_;
  uint32_t threads_ = 0;   // those that are there for the queue: all but the stuck ones
  uint32_t replaced_ = 0;  // those that are stuck, and whose place others may take
  uint32_t idle_ = 0;
  bool waking_ = false;  // a thread has been notified and has not taken its job yet
  bool closed_ = false;
};

}  // namespace offloop
