#pragma once

#include <node_api.h>

namespace offloop {

// Each returns 0 or an errno, on the loop: none of them can block. Written against Node-API itself, for here a
// wrapper would cost as much as the system call.

// kill(pid, signal): number
napi_value Kill(napi_env env, napi_callback_info info);

// killAll(pids: Int32Array, signal): void; each pid is replaced by the outcome of signalling it
napi_value KillAll(napi_env env, napi_callback_info info);

// sigqueue(pid, signal, value): number
napi_value Sigqueue(napi_env env, napi_callback_info info);

}  // namespace offloop
