#pragma once

#include <node_api.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "job_list.h"

namespace offloop {

// The number that JavaScript knows a job by: an integer up to 2^53, never used twice. 0: it knows the job by none.
using JobId = uint64_t;

// How far a job has come, in numbers that its task and its listener in lib/ have agreed on.
using Progress = std::array<double, 3>;

struct Told {
  JobId id;
  bool passing;  // not to be heard once there is a later one of that job
  Progress progress;
};

// One for each environment (the main thread, each worker): where jobs that ran on threads of the process come home.
// It owns the list of finished jobs and the thread-safe function that wakes the loop, and it is the only place that
// calls that function. Jobs share it, so that it outlives its environment while any of them still runs.
//
// Threads: Push, Tell, WakeLoop and closed from any; everything else on the loop.
class Completions {
 public:
  explicit Completions(napi_env env);

  // From Expect to Forget the event loop stays alive. One pair for each job.
  void Expect();
  void Forget();

  // Makes a job known under the number that JavaScript cancels it by.
  void Register(JobId id, Job* job);
  void Unregister(JobId id);
  // True if a thread is still at the job, in vain.
  bool Cancel(JobId id);
  // The promise of a job that a thread is at is rejected only when the thread has left it.
  void Stop(JobId id);
  // Whether the event loop stays alive for that job.
  void KeepLoopAliveFor(JobId id, bool keep);

  // Takes a finished job home; one that finds its environment gone is destroyed here, on the calling thread.
  void Push(std::unique_ptr<Job> job);

  // What to call when there is more to settle than the loop has time for: it has SettleMore called in a later turn.
  void OnOverrun(napi_value callback);
  void SettleMore(napi_env env);

  // Says what to call with the number of a job and its progress.
  void OnProgress(napi_value callback);
  // Has that called soon, unless the job is settled before.
  void Tell(const Told& told);
  // Has it called now for all that has been told.
  void Hear(napi_env env);

  // Has the loop look after the jobs of its environment, from any thread.
  void WakeLoop();

  // The environment is ending: finished jobs are dropped from now on. On the loop.
  void Close();

  // True once the environment is ending: jobs should stop, nobody will read what they find.
  bool closed() const { return closed_.load(std::memory_order_relaxed); }

 private:
  static void Wake(napi_env env, napi_value callback, void* context, void* data);
  void TakeFinished();
  // Takes a job that waits out of where it waits, into `removed`. True if a thread is running it.
  static bool IsAtWork(Job& job, std::unique_ptr<Job>& removed);

  napi_env env_;
  napi_threadsafe_function wake_ = nullptr;
  size_t expected_ = 0;
  std::unordered_map<JobId, Job*> cancellable_;
  JobList settling_;
  napi_ref on_overrun_ = nullptr;
  bool overrun_ = false;  // SettleMore will be called
  napi_ref on_progress_ = nullptr;

  std::mutex mutex_;  // guards finished_ and told_, and every call of wake_ together with closed_
  std::vector<Told> told_;
  JobList finished_;
  std::atomic<bool> closed_{false};
};

}  // namespace offloop
