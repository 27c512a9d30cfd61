#include "opened_file.h"

#include <memory>
#include <utility>

namespace offloop {

napi_value OpenedFileToJs(napi_env env, UniqueFd fd) {
  auto owned = std::make_unique<UniqueFd>(std::move(fd));
  napi_value value = nullptr;
  const auto close = [](napi_env, void* data, void*) { delete static_cast<UniqueFd*>(data); };
  if (napi_create_external(env, owned.get(), close, nullptr, &value) == napi_ok) owned.release();
  return value;
}

UniqueFd TakeOpenedFile(const Napi::Value& opened) { return std::move(*opened.As<Napi::External<UniqueFd>>().Data()); }

void CloseOpenedFile(const Napi::CallbackInfo& info) { TakeOpenedFile(info[0]); }

}  // namespace offloop
