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

// What a task may ask and tell while it runs. Valid during that one call.
class JobContext {
 public:
  explicit JobContext(Job& job) : job_(job) {}

  // True when nobody waits for the result any more: a long task asks now and then, and throws Cancelled.
  bool cancelled() const;

  // From here on nobody can give up any more: a cancel that comes later changes nothing, and the promise tells what has
  // become of the task. For what cannot be taken back. Throws Cancelled where somebody has given up already.
  void Commit();

  // Whether a listener waits to hear how far the task has come.
  bool has_listener() const;
  // What the listener hears now and then, of what has been mentioned the latest; it may be called as often as one likes.
  void ReportProgress(const Progress& progress) const;
  // What it hears in any case, before the promise is settled.
  void ReportProgressNow(const Progress& progress) const;

  // Having returned no result, the task is called again once `fd` can be read, on the watcher's thread.
  void WaitUntilReadable(int fd) { awaited_fd_ = fd; }
  int awaited_fd() const { return awaited_fd_; }

 private:
  Job& job_;
  int awaited_fd_ = -1;
};

// A task with a promise at its end. One place at a time owns it: a pool's queue, the thread that runs it, the
// watcher, or the list of finished jobs.
//
// Threads: Run on one thread at a time; Start, Settle and Cancel on the loop; the destructor anywhere, so it must not
// touch Node-API.
class Job {
 public:
  enum class Next {
    kSettle,  // done: the promise can be settled
    kAgain,   // more to do: run it once more, before what has not begun
    kWait,    // run it once more when awaited_fd() can be read
  };

  Job(napi_env env, std::shared_ptr<Pool> pool, JobId id, bool has_listener);
  virtual ~Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  // Makes the promise, and keeps the event loop alive until it is settled.
  napi_value Start(napi_env env);
  // Hands a job that has been started to its pool. The promise rejects if that cannot take it.
  static void Submit(napi_env env, std::unique_ptr<Job> job) noexcept;
  // One turn; next() then says what becomes of it.
  void Run() noexcept;
  Next next() const { return next_; }
  // Resolves or rejects the promise, unless Cancel has rejected it already.
  void Settle(napi_env env) noexcept;
  // Whether the event loop stays alive for it, which it does at first. On the loop.
  void KeepLoopAlive(bool keep);
  // Rejects the promise at once; the task finds out through JobContext::cancelled. False, and nothing is done, once the
  // task has committed itself.
  bool Cancel(napi_env env);
  // The same, but for the promise: a thread that is at it rejects that when it has found out.
  bool Stop() { return TrySet(Outcome::kCancelled); }
  // What JobContext::Commit does.
  void Commit();
  // Gives back what the task owns, on a thread if a thread has begun it.
  virtual void DropTask() = 0;
  bool begun() const { return begun_; }
  // Ends the job with a failure that was met outside its task.
  void Fail(Failure failure) { failure_ = std::move(failure); }

  // What its turns call.
  bool has_listener() const { return has_listener_; }
  void ReportProgress(const Progress& progress);
  void ReportProgressNow(const Progress& progress);

  bool cancelled() const {
    return outcome_.load(std::memory_order_relaxed) == Outcome::kCancelled || completions_->closed();
  }
  int awaited_fd() const { return awaited_fd_; }
  const std::shared_ptr<Pool>& pool() const { return pool_; }
  Completions& completions() const { return *completions_; }

  // For the list that it is in.
  JobLinks links;
  // For its pool to keep.
  JobRecord record;
  // The watcher's number for it while it waits, guarded by the watcher's mutex; 0: it does not wait.
  uint64_t watch_number = 0;

  // Hands a job that has ended to its environment.
  static void Complete(std::unique_ptr<Job> job) noexcept;

 protected:
  // One turn of the task; true when the result is there.
  virtual bool RunTask(JobContext& context) = 0;
  virtual napi_value ResultToJs(napi_env env) = 0;

 private:
  // Whichever of the two comes first stays.
  enum class Outcome { kOpen, kCancelled, kCommitted };
  bool TrySet(Outcome outcome);

  static void Reject(napi_env env, napi_deferred promise, const Failure& failure);
  void Resolve(napi_env env);
  // Takes the promise out of the job: what settling it calls in JavaScript may come back to the job.
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
  bool has_reported_ = false;  // something has been sent to the listener
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

// Runs `task(context)` on a pool and returns the promise of its result, which ToJs converts. A task that returns
// std::optional and leaves it empty is called again. `id` is the number JavaScript may cancel the job by, and hear of its
// progress under if it has a listener; 0: none.
template <typename Task>
napi_value RunJob(napi_env env, std::shared_ptr<Pool> pool, JobId id, Task task, bool has_listener = false) {
  auto job = std::make_unique<internal::JobOf<Task>>(env, std::move(pool), id, has_listener, std::move(task));
  napi_value promise = job->Start(env);
  Job::Submit(env, std::move(job));
  return promise;
}

}  // namespace offloop
