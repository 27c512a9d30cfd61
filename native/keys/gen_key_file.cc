#include "gen_key_file.h"

#include <utility>

#include "../files/absolute_path.h"
#include "../js/arguments.h"
#include "../pools/pool_handle.h"
#include "key_file.h"

namespace offloop {

Napi::Value GenKeyFile(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  std::optional<std::string> public_path = OptionalPath(info[3]);
  if (public_path) public_path = AbsolutePath(std::move(*public_path));
  KeyFileRequest request{ReadKeyRequest(info[1].As<Napi::Object>()), AbsolutePath(Path(info[2])), std::move(public_path),
                         info[4].As<Napi::Boolean>().Value()};
  auto task = [request = std::move(request)](JobContext& context) { return MakeKeyFile(request, context); };
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), JobIdOf(info[6]), std::move(task), info[5].As<Napi::Boolean>()));
}

}  // namespace offloop
