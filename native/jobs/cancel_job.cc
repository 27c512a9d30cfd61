#include "cancel_job.h"

#include <memory>

#include "completions.h"
#include "environment.h"
#include "job.h"
#include "job_id.h"
#include "pool.h"
#include "watcher.h"

namespace offloop {

namespace {

Job* FindJob(const Napi::CallbackInfo& info) {
  return Environment::Of(info.Env()).completions->cancellable().Find(JobIdOf(info[0]));
}

// Takes a waiting job out of the watcher or its queue, into `removed`; true if a thread is running it.
bool Withdraw(Job& job, std::unique_ptr<Job>& removed) {
  removed = Watcher::Get().Remove(job);
  return !removed && job.pool()->CancelQueued(job, removed);
}

bool Cancel(napi_env env, Job* job) {
  if (job == nullptr || !job->Cancel(env)) return false;
  // Destroys the job if it was waiting. If a thread is running its task, the thread completes it.
  std::unique_ptr<Job> removed;
  return Withdraw(*job, removed);
}

}  // namespace

Napi::Value CancelJob(const Napi::CallbackInfo& info) {
  return Napi::Boolean::New(info.Env(), Cancel(info.Env(), FindJob(info)));
}

void StopJob(const Napi::CallbackInfo& info) {
  Job* job = FindJob(info);
  if (job == nullptr) return;
  job->Stop();
  std::unique_ptr<Job> removed;
  if (!Withdraw(*job, removed)) job->Cancel(info.Env());
}

void KeepLoopAliveFor(const Napi::CallbackInfo& info) {
  if (Job* job = FindJob(info)) job->KeepLoopAlive(info[1].As<Napi::Boolean>().Value());
}

}  // namespace offloop
