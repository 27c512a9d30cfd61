#pragma once

#include <napi.h>

namespace offloop {

// openPool(name, threads, maxQueue, niceness): PoolHandle
Napi::Value OpenPool(const Napi::CallbackInfo& info);
// sharedPool(name, threads, maxQueue, niceness): PoolHandle
Napi::Value SharedPool(const Napi::CallbackInfo& info);
// closePool(pool): Promise<void>
Napi::Value ClosePool(const Napi::CallbackInfo& info);
// replaceStuck(pool, graceMs): number | undefined
Napi::Value ReplaceStuck(const Napi::CallbackInfo& info);
// statsOfPool(pool): PoolStats
Napi::Value StatsOfPool(const Napi::CallbackInfo& info);
// statsOfAllPools(): PoolStats[]
Napi::Value StatsOfAllPools(const Napi::CallbackInfo& info);

}  // namespace offloop
