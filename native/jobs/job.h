#pragma once

#include <node_api.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "../js/to_js.h"
#include "../system/clock.h"
#include "../system/failure.h"
#include "completions.h"
#include "job_list.h"
#include "pool.h"

namespace offloop {

class Job;

// What a task is called with, to learn of its cancellation, report progress and wait. Valid during that one call.
class JobContext {
 public:
  explicit JobContext(Job& job) : job_(job) {}

  // True once the caller has given up: a long task asks at intervals, and throws Cancelled.
  bool cancelled() const;

  // Call it before a step that cannot be undone. A later cancel has no effect, and the promise settles with the task's
  // own outcome. Throws Cancelled if the job has been cancelled already.
  void Commit();

  // Whether JavaScript listens to the progress of this job.
  bool has_listener() const;
  // The listener gets only the latest report, at most every 20 ms: cheap enough to call on every step.
  void ReportProgress(const Progress& progress) const;
  // The listener gets every one of these reports, before the promise settles.
  void ReportProgressNow(const Progress& progress) const;

  // A task that calls this and returns no result is called again on the watcher's thread, once `fd` is readable.
  void WaitUntilReadable(int fd) { awaited_fd_ = fd; }
  int awaited_fd() const { return awaited_fd_; }

 private:
  Job& job_;
  int awaited_fd_ = -1;
};

// A task and the promise of its result. It has one owner at a time: a pool's queue, the thread that runs it, the
// watcher, or the list of finished jobs.
//
// Threads: Run on one thread at a time; Start, Settle and Cancel on the loop; the destructor on any thread, so it must
// not call Node-API.
class Job {
 public:
  enum class Next {
    kSettle,  // the task has ended: settle the promise
    kAgain,   // run it again, before jobs that have not begun
    kWait,    // run it again once awaited_fd() is readable
  };

  Job(napi_env env, std::shared_ptr<Pool> pool, JobId id, bool has_listener);
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  // Creates the promise, which keeps the event loop alive until it settles.
  napi_value Start(napi_env env);
  // Hands a started job to its pool. The promise rejects if the pool refuses the job.
  static void Submit(napi_env env, std::unique_ptr<Job> job) noexcept;
  // Calls the task once; next() then says how the job goes on.
  void Run() noexcept;
  Next next() const { return next_; }
  // Resolves or rejects the promise, unless Cancel has rejected it already.
  void Settle(napi_env env) noexcept;
  // Whether the pending promise keeps the event loop alive, as it does at first. On the loop.
  void KeepLoopAlive(bool keep);
  // Rejects the promise at once; the task learns of it from JobContext::cancelled. Returns false and does nothing once
  // the task has committed.
  bool Cancel(napi_env env);
  // Like Cancel, but if a thread is running the task, the promise is rejected only when the thread has left it.
  bool Stop() { return TrySet(Outcome::kCancelled); }
  void Commit();
  // Destroys the task and all that it owns.
  virtual void DropTask() = 0;
  bool begun() const { return begun_; }
  // Makes the job end with a failure that did not come from its task.
  void Fail(Failure failure) { failure_ = std::move(failure); }

  // For JobContext.
  bool has_listener() const { return has_listener_; }
  void ReportProgress(const Progress& progress);
  void ReportProgressNow(const Progress& progress);

  bool cancelled() const {
    return outcome_.load(std::memory_order_relaxed) == Outcome::kCancelled || completions_->closed();
  }
  int awaited_fd() const { return awaited_fd_; }
  const std::shared_ptr<Pool>& pool() const { return pool_; }
  Completions& completions() const { return *completions_; }

  // For the JobList that the job is in.
  JobLinks links;
  // For its pool.
  JobRecord record;
  // The watcher's number for it while the job waits, guarded by the watcher's mutex. 0: the job does not wait.
  uint64_t watch_number = 0;

  // Hands an ended job to its environment, which settles it on the loop.
  static void Complete(std::unique_ptr<Job> job) noexcept;

 protected:
  // Calls the task once; true if it returned its result.
  virtual bool RunTask(JobContext& context) = 0;
  virtual napi_value ResultToJs(napi_env env) = 0;

 private:
  // Cancelled or committed: the first to be set wins.
  enum class Outcome { kOpen, kCancelled, kCommitted };
  bool TrySet(Outcome outcome);

  static void Reject(napi_env env, napi_deferred promise, const Failure& failure);
  void Resolve(napi_env env);
  // Takes the promise out of the job before it is settled: JavaScript that then runs may cancel the job again.
  napi_deferred TakePromise();

  const std::shared_ptr<Pool> pool_;
  const JobId id_;
  const bool has_listener_;
  const std::shared_ptr<Completions> completions_;
  napi_deferred deferred_ = nullptr;
  bool keeps_loop_alive_ = false;
  std::atomic<Outcome> outcome_{Outcome::kOpen};
  std::optional<Failure> failure_;
  bool begun_ = false;
  Next next_ = Next::kSettle;
  int awaited_fd_ = -1;
  bool has_reported_ = false;
  Clock::time_point next_report_at_;
};

inline bool JobContext::cancelled() const { return job_.cancelled(); }
inline bool JobContext::has_listener() const { return job_.has_listener(); }
inline void JobContext::ReportProgress(const Progress& progress) const { job_.ReportProgress(progress); }
inline void JobContext::ReportProgressNow(const Progress& progress) const { job_.ReportProgressNow(progress); }
inline void JobContext::Commit() { job_.Commit(); }

namespace internal {

template <typename T>
struct Unwrapped {
  using type = T;
};
template <typename T>
struct Unwrapped<std::optional<T>> {
  using type = T;
};

template <typename Task>
class JobOf final : public Job {
 public:
  JobOf(napi_env env, std::shared_ptr<Pool> pool, JobId id, bool has_listener, Task task)
      : Job(env, std::move(pool), id, has_listener), task_(std::move(task)) {}

  void DropTask() override { task_.reset(); }

 protected:
  bool RunTask(JobContext& context) override {
    result_ = (*task_)(context);
    return result_.has_value();
  }
  napi_value ResultToJs(napi_env env) override { return ToJs(env, std::move(*result_)); }

 private:
  std::optional<Task> task_;
  std::optional<typename Unwrapped<std::invoke_result_t<Task&, JobContext&>>::type> result_;
};

}  // namespace internal

// Runs `task(context)` on a pool and returns the promise of its result, which ToJs converts. A task that returns an
// empty std::optional is called again. JavaScript cancels the job and gets its progress by `id`; 0 if
// it needs neither.
template <typename Task>
napi_value RunJob(napi_env env, std::shared_ptr<Pool> pool, JobId id, Task task, bool has_listener = false) {
  auto job = std::make_unique<internal::JobOf<Task>>(env, std::move(pool), id, has_listener, std::move(task));
  napi_value promise = job->Start(env);
  Job::Submit(env, std::move(job));
  return promise;
}

}  // namespace offloop
