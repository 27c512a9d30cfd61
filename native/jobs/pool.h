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

// What a pool notes about a job. Guarded by the pool's mutex, but for what the one place that owns the job adds to `ran`.
struct JobRecord {
  bool queued = false;     // in the pool's queue
  bool running = false;    // a thread of the pool is at it
  bool abandoned = false;  // nobody has waited for it since abandoned_at, and that thread is still at it
  bool replaced = false;   // another thread does the work of that one
  Clock::time_point submitted_at;
  Clock::time_point turn_began_at;
  Clock::time_point abandoned_at;
  Clock::duration ran{0};  // all its turns
};

// Where jobs run: threads of the process, or libuv's, of which each environment has its own share. What they have in
// common is the queue, the books about the jobs, and what becomes of a job that has had its turn. Jobs share their pool.
//
// Threads: Ref, Unref, Submit, CancelQueued and RemoveAll on the loop; NoteEnd and Stats from any; the rest on the pool's
// threads.
class Pool {
 public:
  virtual ~Pool() = default;

  // From Ref to Unref somebody waits for a job. One pair for each.
  void Ref() { references_.fetch_add(1, std::memory_order_relaxed); }
  void Unref(napi_env env) {
    if (references_.fetch_sub(1, std::memory_order_relaxed) == 1) OnUnreferenced(env);
  }

  // Takes a job. A pool that cannot throws the reason, and leaves the job with the caller.
  virtual void Submit(napi_env env, std::unique_ptr<Job>& job) = 0;
  // Takes a job that is no longer wanted out of the queue, into `removed`, if no thread has begun it. True if a thread of the
  // pool is running it.
  bool CancelQueued(Job& job, std::unique_ptr<Job>& removed);
  // Takes the jobs of an environment that is closing out of the queue, all but those that a thread has begun.
  void RemoveAll(const Completions& completions);
  // Notes that a job has ended elsewhere: with the watcher.
  void NoteEnd(const Job& job);

  virtual PoolStats Stats() const = 0;

 protected:
  // Nobody waits for any job any more. On the loop of the last.
  virtual void OnUnreferenced(napi_env) {}
  bool IsReferenced() const { return references_.load(std::memory_order_relaxed) > 0; }

  // Called under the mutex:
  // The next job, which a thread begins now; nothing when none waits.
  std::unique_ptr<Job> BeginTurn(Clock::time_point now);
  // A job comes back from a thread. One that needs another turn goes to the queue.
  void EndTurn(std::unique_ptr<Job>& job, Clock::time_point now);
  PoolStats StatsOf(std::string name, uint32_t threads) const;

  // Without it. What is left of a job whose turn has ended goes where it belongs: to the watcher, or home.
  static void Dispatch(std::unique_ptr<Job> job) noexcept;

  mutable std::mutex mutex_;
  // Guarded by mutex_, as are the records of the jobs.
  JobQueue queue_;
  std::vector<Job*> abandoned_;  // the jobs that threads are at in vain
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
