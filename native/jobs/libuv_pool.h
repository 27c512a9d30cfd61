#pragma once

#include <memory>

#include "pool.h"

namespace offloop {

// libuv's own threads, which Node's `fs`, `dns` and `crypto` share, for the jobs of one environment. They are reached
// through napi_create_async_work: no uv_* symbol is called.
//
// What is handed to libuv are not the jobs but runners, at most one for each of its threads: a runner works through the
// queue until it is empty, or its time is up and others have waited long enough for the thread. They are started one by
// one: a runner that begins and leaves jobs behind has the loop start the next. So a burst of short jobs wakes one
// thread, not all of them once for each job, and jobs that take long still get every thread.
//
// Threads: Submit and Grow on the loop; runners work on libuv's threads and end on the loop.
class LibuvPool final : public Pool, public std::enable_shared_from_this<LibuvPool> {
 public:
  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  // Starts another runner if jobs wait for one. They reject if there is none, and none can be started.
  void Grow(napi_env env) noexcept;
  // The environment is ending, and no runner is left: ends what waits for one.
  void RemoveEverything();
  PoolStats Stats() const override;

 private:
  struct Runner;

  bool StartRunner(napi_env env) noexcept;
  void RejectAll(napi_env env) noexcept;
  void Work(Runner& runner) noexcept;
  // The next job, or nothing when the runner has to end. The one it had before goes back to the books, and perhaps to
  // the queue.
  std::unique_ptr<Job> Next(Runner& runner, std::unique_ptr<Job>& ended, Clock::time_point now);

  // Guarded by mutex_.
  unsigned runners_ = 0;   // those that have not yet decided to end
  bool starting_ = false;  // one of them has not yet begun
};

}  // namespace offloop
