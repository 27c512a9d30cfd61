#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "pool.h"

namespace offloop {

// A named pool of threads of our own, shared by every environment of the process. Threads start when jobs come, never
// end, and are detached: nothing joins them, so no environment can hang on one that is stuck.
//
// Threads: Open, At, Submit and RemoveFromAll on any loop; the rest is internal.
class ThreadPool final : public Pool {
 public:
  struct Options {
    std::string name;
    uint32_t threads;
    uint32_t max_queue;
    int niceness;  // 0 to 19: how much of the processor its threads leave to others
  };

  // The pool of that name, made by the first who asks; the number stands for it in JavaScript.
  static uint32_t Open(Options options);
  static ThreadPool& At(uint32_t number);

  void Submit(napi_env env, std::unique_ptr<Job> job) override;
  // Takes the jobs of an environment that is closing out of the queues of all pools. On its loop.
  static void RemoveFromAll(const Completions& home);

 private:
  explicit ThreadPool(Options options);

  // Starts one more thread if there are no idle ones left for the job that comes; false when the pool has none at all.
  bool EnsureThread();
  void Serve();
  std::unique_ptr<Job> Next();

  const Options options_;
  std::condition_variable available_;
  uint32_t started_ = 0;
  uint32_t idle_ = 0;
  bool waking_ = false;  // a thread has been notified and has not taken its job yet
};

}  // namespace offloop
