#pragma once

#include <memory>

#include "pool.h"

namespace offloop {

// libuv's own threads, which Node's `fs`, `dns` and `crypto` share, for the jobs of one environment. They are reached
// through napi_create_async_work: no uv_* symbol is called.
//
// The work that libuv gets is not a job but a runner, at most one for each of its threads. A runner takes jobs from the
// queue until the queue is empty, or until its time is up and it leaves the thread to libuv's other work. Runners start
// one by one: the first job that a runner takes while others wait makes the loop start the next runner. So a burst of
// short jobs wakes one thread instead of waking all threads for each job, and long jobs still get every thread.
//
// Threads: Submit and Grow on the loop; runners work on libuv's threads and end on the loop.
class LibuvPool final : public Pool, public std::enable_shared_from_this<LibuvPool> {
 public:
  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  // Starts another runner if jobs wait for one. If no runner is left and none can be started, the jobs reject.
  void Grow(napi_env env) noexcept;
  // The environment is ending, and no runner is left: destroys the queued jobs.
  void RemoveEverything();
  PoolStats Stats() const override;

 private:
  struct Runner;

  bool StartRunner(napi_env env) noexcept;
  void RejectAll(napi_env env) noexcept;
  void Work(Runner& runner) noexcept;
  // The next job, or nullptr when the runner has to end. Records the end of the job that it ran before, which may go
  // back to the queue.
  std::unique_ptr<Job> Next(Runner& runner, std::unique_ptr<Job>& ended, Clock::time_point now);

  // Guarded by mutex_.
  unsigned runners_ = 0;   // runners that have not decided to end
  bool starting_ = false;  // a runner waits for one of libuv's threads
};

}  // namespace offloop
