#include "held_bytes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "../arguments.h"

namespace offloop {

namespace {

Bytes& BytesOf(const Napi::Value& held) { return held.As<Napi::External<HeldBytes>>().Data()->bytes; }

}  // namespace

napi_value ToJs(napi_env env, HeldBytes&& held) {
  auto owned = std::make_unique<HeldBytes>(std::move(held));
  napi_value value = nullptr;
  const auto end = [](napi_env, void* data, void*) { delete static_cast<HeldBytes*>(data); };
  if (napi_create_external(env, owned.get(), end, nullptr, &value) == napi_ok) owned.release();
  return value;
}

Napi::Value SizeOfHeld(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(BytesOf(info[0]).size()));
}

Napi::Value CopyHeld(const Napi::CallbackInfo& info) {
  const Bytes& bytes = BytesOf(info[0]);
  const auto start = static_cast<size_t>(Int64(info[2]));
  const auto count = static_cast<size_t>(Int64(info[3]));
  // The target's own length, which no property of it can hide. It may have been detached or resized since the last slice.
  size_t room = 0;
  void* memory = nullptr;
  napi_get_typedarray_info(info.Env(), info[1], nullptr, &room, &memory, nullptr, nullptr);
  const bool fits = start + count <= std::min(room, bytes.size());
  if (fits && count > 0) std::memcpy(static_cast<uint8_t*>(memory) + start, bytes.data() + start, count);
  return Napi::Boolean::New(info.Env(), fits);
}

void FreeHeld(const Napi::CallbackInfo& info) { BytesOf(info[0]) = Bytes(); }

}  // namespace offloop
