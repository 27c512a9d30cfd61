#pragma once

#include <node_api.h>

namespace offloop {

// Each returns 0 or an errno. They run on the loop because none of them can block. They call Node-API directly because
// node-addon-api would cost as much as the system call.

// kill(pid, signal): number
napi_value Kill(napi_env env, napi_callback_info info);

// killAll(pids: Int32Array, signal): void; replaces each pid by 0 or the errno of its kill(2)
napi_value KillAll(napi_env env, napi_callback_info info);

// sigqueue(pid, signal, value): number
napi_value Sigqueue(napi_env env, napi_callback_info info);

}  // namespace offloop
