#include "completions.h"

#include <iterator>
#include <utility>

#include "environment.h"
#include "job.h"
#include "libuv_pool.h"
#include "watcher.h"

namespace offloop {

namespace {

// So many jobs are settled in one go; the rest wait for the next turn of the loop.
constexpr size_t kBatch = 512;

}  // namespace

Completions::Completions(napi_env env) : env_(env) {
  napi_value name;
  napi_create_string_utf8(env, "offloop.completions", NAPI_AUTO_LENGTH, &name);
  napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this, Drain, &wake_);
  napi_unref_threadsafe_function(env, wake_);
}

void Completions::Expect() {
  if (expected_++ == 0) napi_ref_threadsafe_function(env_, wake_);
}

void Completions::Forget() {
  if (--expected_ == 0) napi_unref_threadsafe_function(env_, wake_);
}

void Completions::Register(uint32_t id, Job* job) { cancellable_.emplace(id, job); }

void Completions::Unregister(uint32_t id) { cancellable_.erase(id); }

void Completions::Cancel(uint32_t id) {
  auto found = cancellable_.find(id);
  if (found == cancellable_.end()) return;
  Job* job = found->second;
  job->Cancel(env_);
  // Where it waits, it ends here; on a thread, it notices, and is pushed home.
  if (!Watcher::Get().Remove(*job)) job->pool().Remove(*job);
}

void Completions::Push(std::unique_ptr<Job> job) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (closed()) return;
  finished_.push_back(std::move(job));
  if (finished_.size() == 1) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Completions::WakeLoop() {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!closed()) napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking);
}

void Completions::Drain(napi_env env, napi_value, void* context, void*) {
  if (env == nullptr) return;
  auto* self = static_cast<Completions*>(context);
  std::vector<std::unique_ptr<Job>> batch;
  {
    std::lock_guard<std::mutex> lock(self->mutex_);
    if (self->finished_.size() <= kBatch) {
      batch.swap(self->finished_);
    } else {
      auto first = self->finished_.begin();
      batch.assign(std::make_move_iterator(first), std::make_move_iterator(first + kBatch));
      self->finished_.erase(first, first + kBatch);
      napi_call_threadsafe_function(self->wake_, nullptr, napi_tsfn_nonblocking);
    }
  }
  Environment::Of(env).libuv->Grow(env);
  for (auto& job : batch) job->Settle(env);
}

void Completions::Close() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_.store(true, std::memory_order_relaxed);
    finished_.clear();
  }
  Watcher::Get().RemoveAll(*this);
}

}  // namespace offloop
