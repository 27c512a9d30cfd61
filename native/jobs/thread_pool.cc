#include "thread_pool.h"

#include <cerrno>
#include <utility>

#include "../system/thread.h"
#include "job.h"

namespace offloop {

namespace {

// With this many threads stuck, starting another does not help.
constexpr uint32_t kMaxReplaced = 64;

CodedFailure Full(const std::string& name, uint32_t max_queue) {
  return {"ERR_POOL_FULL", "The queue of pool '" + name + "' is full (" + std::to_string(max_queue) +
                               " jobs): start fewer at a time, or wait for some to end"};
}

CodedFailure Closed(const std::string& name) {
  return {"ERR_POOL_CLOSED", "Pool '" + name + "' is closed: it takes no more work"};
}

}  // namespace

// Never destroyed, because threads of the pools may run until the process ends.
ThreadPool::SharedPools& ThreadPool::TheSharedPools() {
  static auto* pools = new SharedPools;
  return *pools;
}

std::shared_ptr<ThreadPool> ThreadPool::Shared(Options options) {
  SharedPools& shared = TheSharedPools();
  std::lock_guard<std::mutex> lock(shared.mutex);
  for (const auto& pool : shared.pools) {
    if (pool->options_.name == options.name) return pool;
  }
  return shared.pools.emplace_back(std::make_shared<ThreadPool>(std::move(options)));
}

void ThreadPool::Submit(napi_env, std::unique_ptr<Job>& job) {
  job->record.submitted_at = Clock::now();
  std::lock_guard<std::mutex> lock(mutex_);
  if (closed_) throw Closed(options_.name);
  if (queue_.size() >= options_.max_queue + FreeThreads()) {
    ++rejected_;
    throw Full(options_.name, options_.max_queue);
  }
  if (!EnsureThread()) throw SystemFailure{EAGAIN, "pthread_create"};
  queue_.Push(std::move(job));
  WakeOne();
}

void ThreadPool::Close() {
  std::lock_guard<std::mutex> lock(mutex_);
  closed_ = true;
  available_.notify_all();
}

napi_value ThreadPool::WhenUnreferenced(napi_env env) {
  napi_value promise = nullptr;
  napi_create_promise(env, &when_unreferenced_, &promise);
  if (!IsReferenced()) OnUnreferenced(env);
  return promise;
}

void ThreadPool::OnUnreferenced(napi_env env) {
  if (when_unreferenced_ == nullptr) return;
  napi_value undefined = nullptr;
  napi_get_undefined(env, &undefined);
  napi_resolve_deferred(env, std::exchange(when_unreferenced_, nullptr), undefined);
}

std::optional<Clock::duration> ThreadPool::ReplaceStuck(Clock::duration grace) {
  std::optional<Clock::duration> next;
  const Clock::time_point now = Clock::now();
  std::lock_guard<std::mutex> lock(mutex_);
  for (Job* job : abandoned_) {
    JobRecord& record = job->record;
    if (record.replaced) continue;
    const Clock::duration left = record.abandoned_at + grace - now;
    if (left.count() <= 0 && replaced_ < kMaxReplaced) {
      record.replaced = true;
      ++replaced_;
      --threads_;
      // Otherwise the next job that needs a thread starts it.
      if (queue_.size() > idle_) StartOneThread();
    } else {
      const Clock::duration then = left.count() > 0 ? left : grace;
      next = next ? std::min(*next, then) : then;
    }
  }
  return next;
}

size_t ThreadPool::FreeThreads() const {
  const size_t busy = running_ - replaced_;
  return busy < options_.threads ? options_.threads - busy : 0;
}

bool ThreadPool::EnsureThread() {
  // A thread that was woken for a job counts as idle until it takes the job.
  if (queue_.size() >= idle_) StartOneThread();
  return threads_ > 0;
}

void ThreadPool::StartOneThread() {
  if (threads_ < options_.threads &&
      StartThread(options_.name, options_.niceness, [self = shared_from_this()] { self->Serve(); })) {
    ++threads_;
  }
}

void ThreadPool::WakeOne() {
  // One pending wake-up is enough: a thread that takes a job wakes the next thread while more jobs wait.
  if (queue_.empty() || idle_ == 0 || waking_) return;
  waking_ = true;
  available_.notify_one();
}

void ThreadPool::Serve() noexcept {
  std::unique_ptr<Job> ended;
  Clock::time_point now = Clock::now();
  for (;;) {
    std::unique_ptr<Job> job = Proceed(ended, now);
    // A finished job does not wait for the next one.
    Dispatch(std::move(ended));
    if (!job) job = Await();
    if (!job) return;
    job->Run();
    now = Clock::now();
    ended = std::move(job);
  }
}

std::unique_ptr<Job> ThreadPool::Proceed(std::unique_ptr<Job>& ended, Clock::time_point now) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (ended) {
    if (std::exchange(ended->record.replaced, false)) {
      --replaced_;
      ++threads_;
    }
    EndTurn(ended, now);
  }
  return Take(now);
}

std::unique_ptr<Job> ThreadPool::Await() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!IsSurplus() && queue_.empty() && !closed_) {
    ++idle_;
    available_.wait(lock);
    --idle_;
    waking_ = false;
  }
  std::unique_ptr<Job> job = Take(Clock::now());
  if (!job) --threads_;
  return job;
}

std::unique_ptr<Job> ThreadPool::Take(Clock::time_point now) {
  std::unique_ptr<Job> job = IsSurplus() ? nullptr : BeginTurn(now);
  WakeOne();
  return job;
}

}  // namespace offloop
