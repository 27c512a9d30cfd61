#include "completions.h"

#include <chrono>
#include <utility>

#include "../system/clock.h"
#include "job.h"

namespace offloop {

namespace {

// Settles jobs for this long, then lets the loop turn before it goes on.
constexpr std::chrono::milliseconds kBudget{2};

}  // namespace

Completions::Completions(napi_env env, void (*on_wake)(napi_env)) : env_(env), on_wake_(on_wake) {
  napi_value name;
  napi_create_string_utf8(env, "offloop.completions", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this, Wake, &wake_);
  napi_unref_threadsafe_function(env, wake_);
}

void Completions::Ref() {
  if (references_++ == 0) napi_ref_threadsafe_function(env_, wake_);
}

void Completions::Unref() {
  if (--references_ == 0) napi_unref_threadsafe_function(env_, wake_);
}

void Completions::Push(std::unique_ptr<Job> job) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (closed()) return;
  finished_.PushBack(std::move(job));
  if (finished_.size() == 1) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Completions::WakeLoop() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!closed()) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Completions::Wake(napi_env env, napi_value, void* context, void*) {
  if (env == nullptr) return;
  auto* self = static_cast<Completions*>(context);
  self->DeliverProgress(env);
  self->on_wake_(env);
  if (!self->overrun_) self->SettleMore(env);
}

void Completions::OnOverrun(napi_value callback) { napi_create_reference(env_, callback, 1, &on_overrun_); }

void Completions::SettleMore(napi_env env) {
  overrun_ = false;
  TakeFinished();
  const auto deadline = Clock::now() + kBudget;
  while (!settling_.empty()) {
    settling_.PopFront()->Settle(env);
    if (Clock::now() > deadline) break;
  }
  if (settling_.empty()) return;
  // Calling the thread-safe function again would not let the loop turn: Node runs it up to a thousand times in a row.
  overrun_ = true;
  napi_value callback;
  napi_value global;
  napi_get_reference_value(env, on_overrun_, &callback);
  napi_get_global(env, &global);
  napi_call_function(env, global, callback, 0, nullptr, nullptr);
}

void Completions::TakeFinished() {
  std::lock_guard<std::mutex> lock(mutex_);
  settling_.Append(std::move(finished_));
}

void Completions::Close() {
  // Jobs share their Completions: jobs left in its list would keep it alive for ever.
  JobList jobs = std::move(settling_);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_.store(true, std::memory_order_relaxed);
    jobs.Append(std::move(finished_));
  }
  progress_.Close(env_);
  if (on_overrun_ != nullptr) napi_delete_reference(env_, std::exchange(on_overrun_, nullptr));
}

}  // namespace offloop
