#include "libuv_pool.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <new>
#include <utility>

#include "job.h"

namespace offloop {

namespace {

// After this long a runner leaves its thread to libuv's other work, and queues up for a thread again.
constexpr std::chrono::milliseconds kRunnersTime{5};

// The number of libuv's threads: UV_THREADPOOL_SIZE, 4 by default, at most 1,024.
unsigned LibuvThreads() {
  static const unsigned threads = [] {
    const char* size = std::getenv("UV_THREADPOOL_SIZE");
    return size == nullptr ? 4 : static_cast<unsigned>(std::clamp(std::atoi(size), 1, 1024));
  }();
  return threads;
}

// False in an environment that is being torn down: libuv still completes its work, but no JavaScript can run.
bool CanRunJavaScript(napi_env env) {
  napi_value object;
  napi_value number;
  return napi_create_object(env, &object) == napi_ok && napi_create_int32(env, 0, &number) == napi_ok &&
         napi_set_element(env, object, 0, number) == napi_ok;
}

}  // namespace

struct LibuvPool::Runner {
  explicit Runner(std::shared_ptr<LibuvPool> owner) : pool(std::move(owner)) {}

  const std::shared_ptr<LibuvPool> pool;
  napi_async_work work = nullptr;
  Clock::time_point deadline;
  std::unique_ptr<Job> last;  // its last job, settled when libuv brings the runner back to the loop
  bool begun = false;
  bool backlog = false;  // jobs were waiting when it took its latest job
  bool late = false;     // its time is up
};

void LibuvPool::Submit(napi_env env, std::unique_ptr<Job>& job) {
  job->record.submitted_at = Clock::now();
  {
    std::lock_guard<std::mutex> lock(mutex_);
    queue_.Push(std::move(job));
  }
  Grow(env);
}

void LibuvPool::Grow(napi_env env) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.empty() || starting_ || runners_ == LibuvThreads()) return;
    starting_ = true;
    ++runners_;
  }
  const bool can_run = CanRunJavaScript(env);
  if (can_run && StartRunner(env)) return;
  bool is_last = false;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    starting_ = false;
    is_last = --runners_ == 0;
  }
  if (can_run && is_last) RejectAll(env);
}

bool LibuvPool::StartRunner(napi_env env) noexcept {
  std::unique_ptr<Runner> runner(new (std::nothrow) Runner(shared_from_this()));
  napi_value name = nullptr;
  if (!runner || napi_create_string_utf8(env, "offloop.jobs", NAPI_AUTO_LENGTH, &name) != napi_ok) return false;
  const napi_status created = napi_create_async_work(
      env, nullptr, name,
      [](napi_env, void* data) {
        auto* self = static_cast<Runner*>(data);
        self->pool->Work(*self);
      },
      [](napi_env done_env, napi_status, void* data) {
        const std::unique_ptr<Runner> self(static_cast<Runner*>(data));
        napi_delete_async_work(done_env, self->work);
        if (self->last) self->last->Settle(done_env);
        if (self->late) self->pool->Grow(done_env);
      },
      runner.get(), &runner->work);
  if (created != napi_ok) return false;
  if (napi_queue_async_work(env, runner->work) != napi_ok) {
    napi_delete_async_work(env, runner->work);
    return false;
  }
  // The completion callback owns it now.
  static_cast<void>(runner.release());
  return true;
}

void LibuvPool::RejectAll(napi_env env) noexcept {
  JobList jobs;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    jobs = queue_.TakeAll();
    completed_ += jobs.size();
  }
  while (const std::unique_ptr<Job> job = jobs.PopFront()) {
    job->Fail(SystemFailure{ENOMEM, "napi_queue_async_work"});
    job->Settle(env);
  }
}

void LibuvPool::Work(Runner& runner) noexcept {
  Clock::time_point now = Clock::now();
  runner.deadline = now + kRunnersTime;
  std::unique_ptr<Job> ended;
  while (std::unique_ptr<Job> job = Next(runner, ended, now)) {
    if (!std::exchange(runner.begun, true) && runner.backlog) job->completions().WakeLoop();
    // A finished job does not wait for the next one, which may take long.
    Dispatch(std::move(ended));
    job->Run();
    now = Clock::now();
    ended = std::move(job);
  }
  if (ended && ended->next() == Job::Next::kSettle) {
    runner.last = std::move(ended);
  } else {
    Dispatch(std::move(ended));
  }
}

std::unique_ptr<Job> LibuvPool::Next(Runner& runner, std::unique_ptr<Job>& ended, Clock::time_point now) {
  runner.late = now > runner.deadline;
  std::lock_guard<std::mutex> lock(mutex_);
  if (ended) EndTurn(ended, now);
  if (!runner.begun) starting_ = false;
  std::unique_ptr<Job> job = runner.late ? nullptr : BeginTurn(now);
  if (!job) --runners_;
  runner.backlog = !queue_.empty();
  return job;
}

void LibuvPool::RemoveEverything() {
  JobList ended;
  std::lock_guard<std::mutex> lock(mutex_);
  ended = queue_.TakeAll();
}

PoolStats LibuvPool::Stats() const { return StatsOf("libuv", LibuvThreads()); }

}  // namespace offloop
