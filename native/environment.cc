#include "environment.h"

#include "completions.h"
#include "job.h"
#include "libuv_pool.h"

namespace offloop {

void Environment::Install(napi_env env) {
  auto* self = new Environment{std::make_shared<Completions>(env), std::make_shared<LibuvPool>(), nullptr, {}};
  napi_set_instance_data(
      env, self, [](napi_env, void* data, void*) { delete static_cast<Environment*>(data); }, nullptr);
  // Clean-up hooks run last in, first out: this one, added after the thread-safe function, runs before Node tears
  // that function down, so no thread can call it once it is gone (Node 20 and 22 abort on that).
  napi_add_env_cleanup_hook(
      env,
      [](void* data) {
        auto* const environment = static_cast<Environment*>(data);
        environment->completions->Close();
        environment->spare_memory.Stop();
      },
      self);
}

Environment& Environment::Of(napi_env env) {
  void* data = nullptr;
  napi_get_instance_data(env, &data);
  return *static_cast<Environment*>(data);
}

}  // namespace offloop
