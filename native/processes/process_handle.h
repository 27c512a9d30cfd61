#pragma once

#include <node_api.h>

namespace offloop {

// JavaScript handles of an OpenedProcess, external values. A handle is closed by closeProcess, when it is collected, or
// when its environment ends. All functions run on the loop because none of them can block. They treat any other value
// like a closed handle.

// openProcess(pid, startTicks | undefined): object, or an errno
napi_value OpenProcess(napi_env env, napi_callback_info info);
// shareProcess(process): another handle of the same process, to be closed on its own; undefined if `process` is closed
napi_value ShareProcess(napi_env env, napi_callback_info info);
// killProcess(process, signal): 0 or an errno; EBADF once it is closed
napi_value KillProcess(napi_env env, napi_callback_info info);
// hasEnded(process): boolean | undefined; undefined once it is closed
napi_value HasEnded(napi_env env, napi_callback_info info);
// watchProcess(jobId, process): Promise<undefined>, which rejects with EBADF if the handle is closed; undefined if the
// kernel does not report the end of a process
napi_value WatchProcess(napi_env env, napi_callback_info info);
// closeProcess(process): void
napi_value CloseProcess(napi_env env, napi_callback_info info);

}  // namespace offloop
