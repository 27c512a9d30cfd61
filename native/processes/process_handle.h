#pragma once

#include <node_api.h>

namespace offloop {

// What a ProcessHandle of JavaScript holds on to: one very process. Closed by closeProcess, or when it is collected, or
// when its environment ends. All of it runs on the loop, because none of it can block. A value that is no handle is
// answered as a closed one is.

// openProcess(pid, startTicks | undefined): object, or an errno
napi_value OpenProcess(napi_env env, napi_callback_info info);
// shareProcess(process): another handle of the same process, with an end of its own; undefined if it is closed
napi_value ShareProcess(napi_env env, napi_callback_info info);
// killProcess(process, signal): 0 or an errno; EBADF once it is closed
napi_value KillProcess(napi_env env, napi_callback_info info);
// hasEnded(process): boolean | undefined; undefined once it is closed
napi_value HasEnded(napi_env env, napi_callback_info info);
// watchProcess(jobId, process): Promise<undefined>, or undefined where the end of a process cannot be waited for; rejects
// with EBADF once it is closed
napi_value WatchProcess(napi_env env, napi_callback_info info);
// closeProcess(process): void
napi_value CloseProcess(napi_env env, napi_callback_info info);

}  // namespace offloop
