#include "pool_handle.h"

#include <algorithm>
#include <utility>

#include "../completions.h"
#include "../environment.h"
#include "../libuv_pool.h"

namespace offloop {

namespace {

struct Handle {
  std::shared_ptr<ThreadPool> pool;
  std::shared_ptr<Completions> home;
};

}  // namespace

Napi::Value OwnPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool) {
  Environment& environment = Environment::Of(env);
  environment.pools.push_back(pool);
  auto* handle = new Handle{std::move(pool), environment.completions};
  return Napi::External<Handle>::New(env, handle, [](Napi::Env finalizer_env, Handle* garbage) {
    // An environment that is ending has closed its pools, and what is kept for it may be gone.
    if (!garbage->home->closed()) CloseOwnPool(finalizer_env, garbage->pool);
    delete garbage;
  });
}

Napi::Value SharedPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool) {
  auto* handle = new Handle{std::move(pool), nullptr};
  return Napi::External<Handle>::New(env, handle, [](Napi::Env, Handle* garbage) { delete garbage; });
}

const std::shared_ptr<ThreadPool>& ThreadPoolOf(const Napi::Value& handle) {
  return handle.As<Napi::External<Handle>>().Data()->pool;
}

std::shared_ptr<Pool> PoolOf(const Napi::Value& handle) {
  if (handle.IsUndefined()) return Environment::Of(handle.Env()).libuv;
  return ThreadPoolOf(handle);
}

void CloseOwnPool(Napi::Env env, const std::shared_ptr<ThreadPool>& pool) {
  pool->Close();
  auto& pools = Environment::Of(env).pools;
  pools.erase(std::remove(pools.begin(), pools.end(), pool), pools.end());
}

}  // namespace offloop
