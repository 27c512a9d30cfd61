#include "environment.h"

#include "completions.h"
#include "job.h"
#include "libuv_pool.h"
#include "thread_pool.h"
#include "watcher.h"

namespace offloop {

void Environment::Install(napi_env env) {
  auto* self = new Environment;
  self->completions = std::make_shared<Completions>(env, [](napi_env env) { Of(env).libuv->Grow(env); });
  self->libuv = std::make_shared<LibuvPool>();
  napi_set_instance_data(
      env, self, [](napi_env, void* data, void*) { delete static_cast<Environment*>(data); }, nullptr);
  // Clean-up hooks run last in, first out. This one is added after the thread-safe function is created, so it runs
  // before Node destroys the function: no thread can call it afterwards, which would abort Node 20 and 22.
  napi_add_env_cleanup_hook(
      env, [](void* data) { static_cast<Environment*>(data)->Close(); }, self);
}

Environment& Environment::Of(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return *static_cast<Environment*>(data);
}

void Environment::Close() {
  completions->Close();
  Watcher::Get().RemoveAll(*completions);
  ThreadPool::ForEachShared([this](ThreadPool& pool) { pool.RemoveAll(*completions); });
  for (const auto& pool : pools) {
    pool->Close();
    pool->RemoveAll(*completions);
  }
  pools.clear();
  // Node calls this hook after it has waited for the runners.
  libuv->RemoveEverything();
  spare_memory.Stop();
}

}  // namespace offloop
