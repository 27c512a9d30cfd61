#pragma once

#include <node_api.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "../system/clock.h"
#include "histogram.h"
#include "job_queue.h"
#include "pool_stats.h"

namespace offloop {

class Completions;
class Job;

// A pool's record of a job. Guarded by the pool's mutex, except that the owner of the job adds to `ran` without it.
struct JobRecord {
  bool queued = false;     // in the pool's queue
  bool running = false;    // a thread of the pool runs its task
  bool abandoned = false;  // its caller gave up at abandoned_at, and the thread still runs its task
  bool replaced = false;   // the pool no longer counts that thread as one of its own
  Clock::time_point submitted_at;
  Clock::time_point turn_began_at;
  Clock::time_point abandoned_at;
  Clock::duration ran{0};  // the sum over all calls of its task
};

// A queue of jobs and the threads that run them: our own threads, or libuv's, for which each environment has a queue of
// its own. The pool keeps a record of each job and decides where a job goes when its task returns. Jobs share their
// pool.
//
// Threads: Ref, Unref, Submit, CancelQueued and RemoveAll on the loop; NoteEnd and Stats from any; the rest on the
// pool's threads.
class Pool {
 public:
  virtual ~Pool() = default;

  // Each pending promise of a job holds one reference.
  void Ref() { references_.fetch_add(1, std::memory_order_relaxed); }
  void Unref(napi_env env) {
    if (references_.fetch_sub(1, std::memory_order_relaxed) == 1) OnUnreferenced(env);
  }

  // Takes the job. A pool that refuses it throws the reason, and leaves the job to the caller.
  virtual void Submit(napi_env env, std::unique_ptr<Job>& job) = 0;
  // Takes a cancelled job out of the queue, into `removed`, unless a thread has begun it. True if a thread of the pool
  // is running it.
  bool CancelQueued(Job& job, std::unique_ptr<Job>& removed);
  // Destroys the queued jobs of an ending environment, except those that a thread has begun.
  void RemoveAll(const Completions& completions);
  // Counts a job that has ended outside of the pool's threads: in the watcher.
  void NoteEnd(const Job& job);

  virtual PoolStats Stats() const = 0;

 protected:
  // The last pending promise has settled. On the loop that settled it.
  virtual void OnUnreferenced(napi_env) {}
  bool IsReferenced() const { return references_.load(std::memory_order_relaxed) > 0; }

  // Called under the mutex:
  // The next job for a thread; nullptr when the queue is empty.
  std::unique_ptr<Job> BeginTurn(Clock::time_point now);
  // A thread's task has returned. A job that has more to do goes back to the queue.
  void EndTurn(std::unique_ptr<Job>& job, Clock::time_point now);
  PoolStats StatsOf(std::string name, uint32_t threads) const;

  // Called without the mutex. Passes a job that EndTurn has not queued again to the watcher or to its environment.
  static void Dispatch(std::unique_ptr<Job> job) noexcept;

  mutable std::mutex mutex_;
  // Guarded by mutex_, as are the records of the jobs.
  JobQueue queue_;
  std::vector<Job*> abandoned_;  // jobs that threads still run although their callers gave up
  size_t running_ = 0;
  uint64_t completed_ = 0;
  uint64_t rejected_ = 0;

 private:
  void Count(const Job& job);

  std::atomic<size_t> references_{0};
  // Guarded by mutex_.
  Histogram waits_;  // nanoseconds
  Histogram runs_;
};

}  // namespace offloop
