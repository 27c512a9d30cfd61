#pragma once

#include <napi.h>

#include <memory>

#include "../jobs/thread_pool.h"

namespace offloop {

// What stands for a pool of threads in JavaScript. A pool that belongs to its environment is closed when the value is
// garbage, one that all environments share never. On the loop.
Napi::Value OwnPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool);
Napi::Value SharedPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool);

const std::shared_ptr<ThreadPool>& ThreadPoolOf(const Napi::Value& handle);
// The same; `undefined` stands for the environment's share of libuv's pool.
std::shared_ptr<Pool> PoolOf(const Napi::Value& handle);

// Closes a pool of this environment, which then forgets it.
void CloseOwnPool(Napi::Env env, const std::shared_ptr<ThreadPool>& pool);

}  // namespace offloop
