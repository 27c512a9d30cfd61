#pragma once

#include <node_api.h>

#include <array>
#include <mutex>
#include <vector>

#include "cancellable_jobs.h"
#include "job_id.h"

namespace offloop {

// The progress of a job, in numbers that its task and its listener in lib/ agree on.
using Progress = std::array<double, 3>;

struct ProgressReport {
  JobId id;
  bool is_passing;  // a later report of the same job replaces it
  Progress progress;
};

// The progress reports of an environment's jobs, on their way from threads to lib/jobs/progress.ts.
//
// Threads: Enqueue from any; everything else on the loop.
class ProgressFeed {
 public:
  // `callback` is called with the number of a job and its progress.
  void SetListener(napi_env env, napi_value callback);

  // True if the caller has to wake the loop because no other report is pending.
  bool Enqueue(const ProgressReport& report);
  // Calls the listener with the reports of all jobs that are still pending.
  void Deliver(napi_env env, const CancellableJobs& pending);

  // The environment is ending: reports are dropped from now on.
  void Close(napi_env env);

 private:
  napi_ref listener_ = nullptr;

  std::mutex mutex_;  // guards all below
  std::vector<ProgressReport> reports_;
  bool closed_ = false;
};

}  // namespace offloop
