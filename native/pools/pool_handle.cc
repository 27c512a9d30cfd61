#include "pool_handle.h"

#include <algorithm>
#include <utility>

#include "../jobs/completions.h"
#include "../jobs/environment.h"
#include "../jobs/libuv_pool.h"
#include "../js/external.h"

namespace offloop {

namespace {

struct Handle {
  std::shared_ptr<ThreadPool> pool;

  virtual ~Handle() = default;
};

struct OwnHandle final : Handle {
  napi_env env;
  std::shared_ptr<Completions> completions;

  ~OwnHandle() override {
    // An ending environment has closed its pools, and its data may be destroyed already.
    if (!completions->closed()) CloseOwnPool(env, pool);
  }
};

constexpr ExternalKind<Handle> kPool({0xdd8240cf3ae58a4e, 0x1ab2c028c7073778});

}  // namespace

Napi::Value OwnPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool) {
  Environment& environment = Environment::Of(env);
  auto handle = std::make_unique<OwnHandle>();
  handle->pool = pool;
  handle->env = env;
  handle->completions = environment.completions;
  environment.pools.push_back(std::move(pool));
  return Napi::Value(env, kPool.New(env, std::move(handle)));
}

Napi::Value SharedPoolHandle(Napi::Env env, std::shared_ptr<ThreadPool> pool) {
  auto handle = std::make_unique<Handle>();
  handle->pool = std::move(pool);
  return Napi::Value(env, kPool.New(env, std::move(handle)));
}

const std::shared_ptr<ThreadPool>& ThreadPoolOf(const Napi::Value& handle) {
  return kPool.At(handle.Env(), handle).pool;
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
