#include "job.h"

#include <cerrno>
#include <utility>

#include "environment.h"

namespace offloop {

namespace {

// A job's reports wake the loop fifty times a second at most: people cannot see more, and the loop does not slow down.
constexpr std::chrono::milliseconds kReportInterval{20};

}  // namespace

Job::Job(napi_env env, std::shared_ptr<Pool> pool, JobId id, bool has_listener)
    : pool_(std::move(pool)), id_(id), has_listener_(has_listener), completions_(Environment::Of(env).completions) {}

napi_value Job::Start(napi_env env) {
  // First because it may throw: nothing has to be undone yet.
  if (id_ != 0) completions_->cancellable().Add(id_, this);
  napi_value promise = nullptr;
  napi_create_promise(env, &deferred_, &promise);
  KeepLoopAlive(true);
  pool_->Ref();
  return promise;
}

void Job::Submit(napi_env env, std::unique_ptr<Job> job) noexcept {
  // The pool owns the job from then on, and may have destroyed it before Submit returns.
  const std::shared_ptr<Pool> pool = job->pool_;
  try {
    pool->Submit(env, job);
  } catch (...) {
    job->Fail(CurrentFailure());
    job->Settle(env);
  }
}

// A task is destroyed on its thread as soon as it has ended: closing its descriptor may block there, and its passphrase
// is zeroed before the loop has time for the job.
void Job::Run() noexcept {
  begun_ = true;
  try {
    if (cancelled()) throw Cancelled{};
    JobContext context(*this);
    if (!RunTask(context)) {
      awaited_fd_ = context.awaited_fd();
      next_ = awaited_fd_ < 0 ? Next::kAgain : Next::kWait;
      return;
    }
  } catch (...) {
    failure_ = CurrentFailure();
  }
  DropTask();
  next_ = Next::kSettle;
}

void Job::Settle(napi_env env) noexcept {
  if (has_reported_) completions_->DeliverProgress(env);
  if (deferred_ == nullptr) return;
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  if (failure_) {
    Reject(env, TakePromise(), *failure_);
  } else {
    Resolve(env);
  }
  pool_->Unref(env);
  napi_close_handle_scope(env, scope);
}

bool Job::Cancel(napi_env env) {
  if (!Stop()) return false;
  if (deferred_ == nullptr) return true;
  Reject(env, TakePromise(), Cancelled{});
  pool_->Unref(env);
  return true;
}

void Job::Commit() {
  if (completions_->closed() || !TrySet(Outcome::kCommitted)) throw Cancelled{};
}

bool Job::TrySet(Outcome outcome) {
  Outcome decided = Outcome::kOpen;
  return outcome_.compare_exchange_strong(decided, outcome, std::memory_order_relaxed) || decided == outcome;
}

void Job::KeepLoopAlive(bool keep) {
  if (std::exchange(keeps_loop_alive_, keep) == keep) return;
  if (keep) {
    completions_->Ref();
  } else {
    completions_->Unref();
  }
}

void Job::ReportProgress(const Progress& progress) {
  const Clock::time_point now = Clock::now();
  if (!has_listener_ || now < next_report_at_) return;
  next_report_at_ = now + kReportInterval;
  has_reported_ = true;
  completions_->Report({id_, true, progress});
}

void Job::ReportProgressNow(const Progress& progress) {
  if (!has_listener_) return;
  has_reported_ = true;
  completions_->Report({id_, false, progress});
}

void Job::Reject(napi_env env, napi_deferred promise, const Failure& failure) {
  napi_reject_deferred(env, promise, ToJs(env, failure));
}

void Job::Resolve(napi_env env) {
  napi_value value = nullptr;
  try {
    value = ResultToJs(env);
  } catch (...) {
    Reject(env, TakePromise(), CurrentFailure());
    return;
  }
  const napi_deferred promise = TakePromise();
  // V8 may refuse the value because of a limit that we do not know. Then its own error says why.
  bool thrown = false;
  napi_is_exception_pending(env, &thrown);
  if (thrown) {
    napi_get_and_clear_last_exception(env, &value);
    napi_reject_deferred(env, promise, value);
  } else if (value == nullptr) {
    Reject(env, promise, SystemFailure{ENOMEM, "malloc"});
  } else {
    napi_resolve_deferred(env, promise, value);
  }
}

napi_deferred Job::TakePromise() {
  if (id_ != 0) completions_->cancellable().Remove(id_);
  KeepLoopAlive(false);
  return std::exchange(deferred_, nullptr);
}

void Job::Complete(std::unique_ptr<Job> job) noexcept {
  // Push may destroy the job, and with it the last reference to the Completions.
  const std::shared_ptr<Completions> completions = job->completions_;
  completions->Push(std::move(job));
}

}  // namespace offloop
