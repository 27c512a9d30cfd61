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

// One for each environment (the main thread, each worker): where jobs that ran on threads of the process come home.
// It owns the list of finished jobs and the thread-safe function that wakes the loop, and it is the only place that
// calls that function. Jobs share it, so that it outlives its environment while any of them still runs.
//
// Threads: Push, Report, WakeLoop and closed from any; everything else on the loop.
class Completions {
 public:
  // `on_wake` is called each time that the loop is woken, before finished jobs are settled.
  Completions(napi_env env, void (*on_wake)(napi_env));

  // From Ref to Unref the event loop stays alive. One pair for each job.
  void Ref();
  void Unref();

  CancellableJobs& cancellable() { return cancellable_; }

  // Takes a finished job home; one that finds its environment gone is destroyed here, on the calling thread.
  void Push(std::unique_ptr<Job> job);

  // What to call when there is more to settle than the loop has time for: it has SettleMore called in a later turn.
  void OnOverrun(napi_value callback);
  void SettleMore(napi_env env);

  // Says what to call with the number of a job and its progress.
  void OnProgress(napi_value callback) { progress_.SetListener(env_, callback); }
  // Has that called soon, unless the job is settled before.
  void Report(const ProgressReport& report) {
    if (progress_.Enqueue(report)) WakeLoop();
  }
  // Calls it now with all that has been reported.
  void DeliverProgress(napi_env env) { progress_.Deliver(env, cancellable_); }

  // Has the loop look after the jobs of its environment, from any thread.
  void WakeLoop();

  // The environment is ending: finished jobs are dropped from now on. On the loop.
  void Close();

  // True once the environment is ending: jobs should stop, nobody will read what they find.
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
