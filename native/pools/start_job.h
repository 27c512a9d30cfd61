#pragma once

#include <napi.h>

#include <utility>

#include "../jobs/job.h"
#include "../jobs/job_id.h"
#include "pool_handle.h"

namespace offloop {

// Starts the job of a function that JavaScript calls with (pool, jobId, …what): every such function has that order.
template <typename Task>
Napi::Value StartJob(const Napi::CallbackInfo& info, Task task) {
  const Napi::Env env = info.Env();
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), JobIdOf(info[1]), std::move(task)));
}

// The same for a job that reports progress: its function is called with (pool, jobId, hasListener, …what).
template <typename Task>
Napi::Value StartReportingJob(const Napi::CallbackInfo& info, Task task) {
  const Napi::Env env = info.Env();
  const bool has_listener = info[2].As<Napi::Boolean>();
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), JobIdOf(info[1]), std::move(task), has_listener));
}

}  // namespace offloop
