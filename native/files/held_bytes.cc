#include "held_bytes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "../js/arguments.h"
#include "../js/external.h"

namespace offloop {

namespace {

constexpr ExternalKind<HeldBytes> kHeldBytes({0x4b1a902d327f333f, 0x4430e7833af3544c});

Bytes& BytesOf(const Napi::Value& held) { return kHeldBytes.At(held.Env(), held).bytes; }

}  // namespace

napi_value ToJs(napi_env env, HeldBytes&& held) {
  return kHeldBytes.New(env, std::make_unique<HeldBytes>(std::move(held)));
}

Napi::Value SizeOfHeld(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(BytesOf(info[0]).size()));
}

Napi::Value CopyHeld(const Napi::CallbackInfo& info) {
  const Bytes& bytes = BytesOf(info[0]);
  const auto start = static_cast<size_t>(Int64(info[2]));
  const auto count = static_cast<size_t>(Int64(info[3]));
  // Not the `length` property, which a subclass may override. The target may have been detached or resized meanwhile.
  size_t target_size = 0;
  void* memory = nullptr;
  napi_get_typedarray_info(info.Env(), info[1], nullptr, &target_size, &memory, nullptr, nullptr);
  const bool fits = start + count <= std::min(target_size, bytes.size());
  if (fits && count > 0) std::memcpy(static_cast<uint8_t*>(memory) + start, bytes.data() + start, count);
  return Napi::Boolean::New(info.Env(), fits);
}

void FreeHeld(const Napi::CallbackInfo& info) { BytesOf(info[0]) = Bytes(); }

}  // namespace offloop
