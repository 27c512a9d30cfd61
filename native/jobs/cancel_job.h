#pragma once

#include <napi.h>

namespace offloop {

// JavaScript's calls about a pending job, which they name by its number. On the loop.

// cancelJob(id): boolean. Rejects the job's promise at once; true if a thread is still running its task.
Napi::Value CancelJob(const Napi::CallbackInfo& info);

// stopJob(id): void. Like cancelJob, but if a thread is running the task, the promise is rejected when it has left it.
void StopJob(const Napi::CallbackInfo& info);

// keepLoopAliveFor(id, keep): void. Whether the pending promise keeps the event loop alive, as it does at first.
void KeepLoopAliveFor(const Napi::CallbackInfo& info);

}  // namespace offloop
