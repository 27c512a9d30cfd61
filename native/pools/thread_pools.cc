#include "thread_pools.h"

#include <chrono>
#include <cmath>
#include <memory>
#include <optional>

#include "../jobs/environment.h"
#include "../jobs/libuv_pool.h"
#include "../js/arguments.h"
#include "pool_handle.h"

namespace offloop {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

ThreadPool::Options OptionsOf(const Napi::CallbackInfo& info) {
  return {info[0].As<Napi::String>().Utf8Value(), Uint32(info[1]), Uint32(info[2]), Int32(info[3])};
}

}  // namespace

Napi::Value OpenPool(const Napi::CallbackInfo& info) {
  return OwnPoolHandle(info.Env(), std::make_shared<ThreadPool>(OptionsOf(info)));
}

Napi::Value SharedPool(const Napi::CallbackInfo& info) {
  return SharedPoolHandle(info.Env(), ThreadPool::Shared(OptionsOf(info)));
}

Napi::Value ClosePool(const Napi::CallbackInfo& info) {
  const std::shared_ptr<ThreadPool>& pool = ThreadPoolOf(info[0]);
  CloseOwnPool(info.Env(), pool);
  return Napi::Value(info.Env(), pool->WhenUnreferenced(info.Env()));
}

Napi::Value ReplaceStuck(const Napi::CallbackInfo& info) {
  const Milliseconds grace(info[1].As<Napi::Number>().DoubleValue());
  const auto next = ThreadPoolOf(info[0])->ReplaceStuck(std::chrono::duration_cast<Clock::duration>(grace));
  if (!next) return info.Env().Undefined();
  // Timers count whole milliseconds.
  return Napi::Number::New(info.Env(), std::ceil(Milliseconds(*next).count()));
}

Napi::Value StatsOfPool(const Napi::CallbackInfo& info) {
  return Napi::Value(info.Env(), ToJs(info.Env(), ThreadPoolOf(info[0])->Stats()));
}

Napi::Value StatsOfAllPools(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Environment& environment = Environment::Of(env);
  Napi::Array all = Napi::Array::New(env);
  uint32_t count = 0;
  const auto add = [&](const Pool& pool) { all[count++] = Napi::Value(env, ToJs(env, pool.Stats())); };
  add(*environment.libuv);
  ThreadPool::ForEachShared(add);
  for (const auto& pool : environment.pools) add(*pool);
  return all;
}

}  // namespace offloop
