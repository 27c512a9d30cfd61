#include "gen_key.h"

#include <utility>

#include "../js/arguments.h"
#include "../pools/pool_handle.h"
#include "key_pair.h"

namespace offloop {

Napi::Value GenKey(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto task = [request = ReadKeyRequest(info[1].As<Napi::Object>())](JobContext& context) {
    return MakeKeyPair(request, context);
  };
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), JobIdOf(info[3]), std::move(task), info[2].As<Napi::Boolean>()));
}

}  // namespace offloop
