#include "opened_file.h"

#include <memory>
#include <utility>

#include "../js/external.h"

namespace offloop {

namespace {

constexpr ExternalKind<UniqueFd> kOpenedFile({0x845f8d65edcd9834, 0x3ab86a771ad0d3dd});

}  // namespace

napi_value OpenedFileToJs(napi_env env, UniqueFd fd) {
  return kOpenedFile.New(env, std::make_unique<UniqueFd>(std::move(fd)));
}

UniqueFd TakeOpenedFile(const Napi::Value& opened) { return std::move(kOpenedFile.At(opened.Env(), opened)); }

void CloseOpenedFile(const Napi::CallbackInfo& info) { TakeOpenedFile(info[0]); }

}  // namespace offloop
