#include "job.h"

#include <cerrno>

#include "environment.h"

namespace offloop {

Job::Job(napi_env env, Pool& pool, uint32_t id)
    : pool_(pool), id_(id), home_(Environment::Of(env).completions) {}

napi_value Job::Start(napi_env env) {
  napi_value promise = nullptr;
  napi_create_promise(env, &deferred_, &promise);
  home_->Expect();
  if (id_ != 0) home_->Register(id_, this);
  return promise;
}

Job::Next Job::Run() noexcept {
  if (cancelled()) {
    failure_ = Cancelled{};
    return Next::kSettle;
  }
  try {
    Turn turn(*this);
    if (RunTask(turn)) return Next::kSettle;
    awaited_fd_ = turn.awaited_fd();
    return awaited_fd_ < 0 ? Next::kAgain : Next::kWait;
  } catch (...) {
    failure_ = CurrentFailure();
    return Next::kSettle;
  }
}

void Job::Settle(napi_env env) {
  if (deferred_ == nullptr) return;
  napi_handle_scope scope;
  napi_open_handle_scope(env, &scope);
  if (failure_) {
    Reject(env, *failure_);
  } else {
    Resolve(env);
  }
  napi_close_handle_scope(env, scope);
  Conclude();
}

void Job::Cancel(napi_env env) {
  cancelled_.store(true, std::memory_order_relaxed);
  if (deferred_ == nullptr) return;
  Reject(env, Cancelled{});
  Conclude();
}

void Job::Reject(napi_env env, const Failure& failure) { napi_reject_deferred(env, deferred_, ToJs(env, failure)); }

void Job::Resolve(napi_env env) {
  napi_value value = ResultToJs(env);
  // Making the value can fail where V8 has a limit that we do not know; its own error then says so.
  bool thrown = false;
  napi_is_exception_pending(env, &thrown);
  if (thrown) {
    napi_get_and_clear_last_exception(env, &value);
    napi_reject_deferred(env, deferred_, value);
  } else if (value == nullptr) {
    Reject(env, SystemFailure{ENOMEM, "malloc"});
  } else {
    napi_resolve_deferred(env, deferred_, value);
  }
}

void Job::Conclude() {
  deferred_ = nullptr;
  if (id_ != 0) home_->Unregister(id_);
  home_->Forget();
}

void Job::SendHome(std::unique_ptr<Job> job) {
  // Pushing may destroy the job, and with it the last reference to its home.
  const std::shared_ptr<Completions> home = job->home_;
  home->Push(std::move(job));
}

}  // namespace offloop
