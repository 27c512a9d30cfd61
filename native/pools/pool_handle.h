#pragma once

#include <napi.h>

#include <memory>

#include "../jobs/thread_pool.h"

namespace offloop {

// The JavaScript handle of a thread pool, an external value. A pool that belongs to its environment is closed when its
// handle is collected; a shared pool is never closed. On the loop.
Napi::Value OwnPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool);
Napi::Value SharedPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool);

const std::shared_ptr<ThreadPool>& ThreadPoolOf(const Napi::Value& handle);
// Any pool: `undefined` is libuv's pool, through the queue of this environment.
std::shared_ptr<Pool> PoolOf(const Napi::Value& handle);

// Closes a pool of this environment and drops the environment's reference to it.
void CloseOwnPool(Napi::Env env, const std::shared_ptr<ThreadPool>& pool);

}  // namespace offloop
