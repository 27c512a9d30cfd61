#pragma once

#include <napi.h>

namespace offloop {

// What JavaScript does with a pending job, by the number that it was started with. On the loop.

// cancelJob(id): boolean. Rejects the job's promise at once; true if a thread is still running its task, in vain.
Napi::Value CancelJob(const Napi::CallbackInfo& info);

// stopJob(id): void. The same, but if a thread is running the task, the promise is rejected when the thread has left it.
void StopJob(const Napi::CallbackInfo& info);

// keepLoopAliveFor(id, keep): void. Whether the event loop stays alive until the job is settled, as it does at first.
void KeepLoopAliveFor(const Napi::CallbackInfo& info);

}  // namespace offloop
