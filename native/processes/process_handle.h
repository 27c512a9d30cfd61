#pragma once

#include <node_api.h>

namespace offloop {

// What a ProcessHandle of JavaScript holds on to: one very process. Closed by closeProcess, or when it is collected, or
// when its environment ends. All of it on the loop, for none of it can block.

// openProcess(pid, startTicks | undefined): object, or an errno
napi_value OpenProcess(napi_env env, napi_callback_info info);
// killProcess(process, signal): 0 or an errno; EBADF once it is closed
napi_value KillProcess(napi_env env, napi_callback_info info);
// hasEnded(process): boolean | undefined; undefined once it is closed
napi_value HasEnded(napi_env env, napi_callback_info info);
// watchProcess(process, id): Promise<undefined>, or undefined where the end of a process cannot be waited for
napi_value WatchProcess(napi_env env, napi_callback_info info);
// closeProcess(process): void
napi_value CloseProcess(napi_env env, napi_callback_info info);

}  // namespace offloop
