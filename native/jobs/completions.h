#pragma once

#include <node_api.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

#include "cancellable_jobs.h"
#include "job_list.h"
#include "progress_feed.h"

namespace offloop {

// Settles the finished jobs of one environment (the main thread or a worker) on its loop. It owns the list of finished
// jobs and the thread-safe function that wakes the loop, and nothing else calls that function. Jobs share it: it
// outlives its environment while any of them still runs.
//
// Threads: Push, Report, WakeLoop and closed from any; everything else on the loop.
class Completions {
 public:
  // `on_wake` is called each time the loop is woken, before finished jobs are settled.
  Completions(napi_env env, void (*on_wake)(napi_env));

  // Each reference keeps the event loop alive.
  void Ref();
  void Unref();

  CancellableJobs& cancellable() { return cancellable_; }

  // Takes a finished job. If the environment has ended, the job is destroyed here, on the calling thread.
  void Push(std::unique_ptr<Job> job);

  // `callback` is called when more jobs have finished than the loop may settle at once. It calls SettleMore in a later
  // turn of the loop.
  void OnOverrun(napi_value callback);
  void SettleMore(napi_env env);

  // `callback` is called with the number of a job and its progress.
  void OnProgress(napi_value callback) { progress_.SetListener(env_, callback); }
  // Calls the listener soon, unless the job settles first.
  void Report(const ProgressReport& report) {
    if (progress_.Enqueue(report)) WakeLoop();
  }
  // Calls the listener now with all reports that are pending.
  void DeliverProgress(napi_env env) { progress_.Deliver(env, cancellable_); }

  // Wakes the loop to settle finished jobs and to start libuv runners.
  void WakeLoop();

  // The environment is ending: finished jobs are destroyed from now on.
  void Close();

  // True once the environment is ending: jobs should stop because their results will be dropped.
  bool closed() const { return closed_.load(std::memory_order_relaxed); }

 private:
  static void Wake(napi_env env, napi_value callback, void* context, void* data);
  void TakeFinished();

  napi_env env_;
  void (*on_wake_)(napi_env);
  napi_threadsafe_function wake_ = nullptr;
  size_t references_ = 0;
  CancellableJobs cancellable_;
  ProgressFeed progress_;
  JobList settling_;
  napi_ref on_overrun_ = nullptr;
  bool overrun_ = false;  // SettleMore will be called

  std::mutex mutex_;  // guards finished_, and every call of wake_ together with closed_
  JobList finished_;
  std::atomic<bool> closed_{false};
};

}  // namespace offloop
