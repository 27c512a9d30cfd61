#include "thread_pool.h"

#include <cerrno>
#include <utility>
#include <vector>

#include "job.h"
#include "thread.h"

namespace offloop {

namespace {

// Pools are never destroyed: their threads may run until the process ends.
struct Registry {
  std::mutex mutex;
  std::vector<ThreadPool*> pools;
  std::vector<std::string> names;
};

Registry& Pools() {
  static auto* registry = new Registry;
  return *registry;
}

}  // namespace

uint32_t ThreadPool::Open(Options options) {
  Registry& registry = Pools();
  std::lock_guard<std::mutex> lock(registry.mutex);
  for (size_t i = 0; i < registry.names.size(); ++i) {
    if (registry.names[i] == options.name) return static_cast<uint32_t>(i);
  }
  registry.names.push_back(options.name);
  registry.pools.push_back(new ThreadPool(std::move(options)));
  return static_cast<uint32_t>(registry.pools.size() - 1);
}

ThreadPool& ThreadPool::At(uint32_t number) {
  Registry& registry = Pools();
  std::lock_guard<std::mutex> lock(registry.mutex);
  return *registry.pools[number];
}

ThreadPool::ThreadPool(Options options) : options_(std::move(options)) {}

void ThreadPool::RemoveFromAll(const Completions& home) {
  Registry& registry = Pools();
  std::lock_guard<std::mutex> lock(registry.mutex);
  for (ThreadPool* pool : registry.pools) pool->RemoveAll(home);
}

void ThreadPool::Submit(napi_env env, std::unique_ptr<Job> job) {
  Failure refusal = Cancelled{};
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.size() >= options_.max_queue) {
      refusal = CodedFailure{"ERR_POOL_FULL", "The queue of pool '" + options_.name + "' is full (" +
                                                  std::to_string(options_.max_queue) +
                                                  " jobs): start fewer at a time, or wait for some to end"};
    } else if (!EnsureThread()) {
      refusal = SystemFailure{EAGAIN, "pthread_create"};
    } else {
      queue_.Push(std::move(job));
      // One wake-up under way is enough: a thread that takes a job wakes the next while there are more.
      if (idle_ > 0 && !waking_) {
        waking_ = true;
        available_.notify_one();
      }
      return;
    }
  }
  job->Abandon(std::move(refusal));
  job->Settle(env);
}

bool ThreadPool::EnsureThread() {
  // An idle thread that was woken for a job counts as idle until it has taken it.
  if (queue_.size() >= idle_ && started_ < options_.threads &&
      StartThread(options_.name, options_.niceness, [this] { Serve(); })) {
    ++started_;
  }
  return started_ > 0;
}

std::unique_ptr<Job> ThreadPool::Next() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (queue_.empty()) {
    ++idle_;
    available_.wait(lock);
    --idle_;
    waking_ = false;
  }
  std::unique_ptr<Job> job = queue_.Pop();
  if (!queue_.empty() && idle_ > 0 && !waking_) {
    waking_ = true;
    available_.notify_one();
  }
  return job;
}

void ThreadPool::Serve() {
  for (;;) {
    if (std::unique_ptr<Job> ended = RunTurn(Next())) Job::SendHome(std::move(ended));
  }
}

}  // namespace offloop
