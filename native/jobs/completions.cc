#include "completions.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "environment.h"
#include "job.h"
#include "libuv_pool.h"
#include "pool.h"
#include "watcher.h"

namespace offloop {

namespace {

// After so long the loop has its turn before more jobs are settled.
constexpr std::chrono::milliseconds kBudget{2};

}  // namespace

Completions::Completions(napi_env env) : env_(env) {
  napi_value name;
  napi_create_string_utf8(env, "offloop.completions", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this, Wake, &wake_);
  napi_unref_threadsafe_function(env, wake_);
}

void Completions::Expect() {
  if (expected_++ == 0) napi_ref_threadsafe_function(env_, wake_);
}

void Completions::Forget() {
  if (--expected_ == 0) napi_unref_threadsafe_function(env_, wake_);
}

void Completions::Register(JobId id, Job* job) { cancellable_.emplace(id, job); }

void Completions::Unregister(JobId id) { cancellable_.erase(id); }

bool Completions::Cancel(JobId id) {
  auto found = cancellable_.find(id);
  if (found == cancellable_.end()) return false;
  Job* job = found->second;
  if (!job->Cancel(env_)) return false;
  // A job that waits is destroyed here; a thread that runs it notices, and sends it home.
  std::unique_ptr<Job> removed;
  return IsAtWork(*job, removed);
}

void Completions::Stop(JobId id) {
  auto found = cancellable_.find(id);
  if (found == cancellable_.end()) return;
  Job* job = found->second;
  job->Stop();
  std::unique_ptr<Job> removed;
  if (!IsAtWork(*job, removed)) job->Cancel(env_);
}

bool Completions::IsAtWork(Job& job, std::unique_ptr<Job>& removed) {
  removed = Watcher::Get().Remove(job);
  return !removed && job.pool()->GiveUp(job, removed);
}

void Completions::KeepLoopAliveFor(JobId id, bool keep) {
  auto found = cancellable_.find(id);
  if (found != cancellable_.end()) found->second->KeepLoopAlive(keep);
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
  self->Hear(env);
  Environment::Of(env).libuv->Grow(env);
  if (!self->overrun_) self->SettleMore(env);
}

void Completions::OnOverrun(napi_value callback) { napi_create_reference(env_, callback, 1, &on_overrun_); }

void Completions::OnProgress(napi_value callback) { napi_create_reference(env_, callback, 1, &on_progress_); }

void Completions::Tell(const Told& told) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (closed()) return;
  if (told.passing) {
    const auto earlier = std::find_if(told_.begin(), told_.end(),
                                      [&told](const Told& other) { return other.passing && other.id == told.id; });
    if (earlier != told_.end()) told_.erase(earlier);
  }
  told_.push_back(told);
  if (told_.size() == 1) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Completions::Hear(napi_env env) {
  std::vector<Told> told;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    told.swap(told_);
  }
  for (const Told& news : told) {
    // Nobody waits for it any more: a listener before may have cancelled it.
    if (cancellable_.count(news.id) == 0) continue;
    napi_handle_scope scope;
    napi_open_handle_scope(env, &scope);
    napi_value callback;
    napi_value global;
    napi_get_reference_value(env, on_progress_, &callback);
    napi_get_global(env, &global);
    std::array<napi_value, 1 + std::tuple_size<Progress>::value> arguments;
    napi_create_int64(env, static_cast<int64_t>(news.id), &arguments[0]);
    for (size_t i = 0; i < news.progress.size(); ++i) napi_create_double(env, news.progress[i], &arguments[i + 1]);
    napi_call_function(env, global, callback, arguments.size(), arguments.data(), nullptr);
    napi_close_handle_scope(env, scope);
  }
}

void Completions::SettleMore(napi_env env) {
  overrun_ = false;
  TakeFinished();
  const auto deadline = std::chrono::steady_clock::now() + kBudget;
  while (!settling_.empty()) {
    settling_.PopFront()->Settle(env);
    if (std::chrono::steady_clock::now() > deadline) break;
  }
  if (settling_.empty()) return;
  // Waking the thread-safe function would not do: Node calls it up to a thousand times before the loop goes on.
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
  // The jobs share this in turn, and would keep it for ever.
  JobList jobs = std::move(settling_);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_.store(true, std::memory_order_relaxed);
    jobs.Append(std::move(finished_));
    told_.clear();
  }
  for (napi_ref* reference : {&on_overrun_, &on_progress_}) {
    if (*reference != nullptr) napi_delete_reference(env_, std::exchange(*reference, nullptr));
  }
}

}  // namespace offloop
