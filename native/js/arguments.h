#pragma once

#include <napi.h>

#include <optional>
#include <string>

#include "../memory/secret.h"

namespace offloop {

// Read arguments that lib/ has validated: they neither check nor coerce.

inline int32_t Int32(const Napi::Value& value) { return value.As<Napi::Number>().Int32Value(); }
inline uint32_t Uint32(const Napi::Value& value) { return value.As<Napi::Number>().Uint32Value(); }
inline int64_t Int64(const Napi::Value& value) { return value.As<Napi::Number>().Int64Value(); }

// A path is a string, or a Buffer if it is not valid UTF-8.
inline std::string Path(const Napi::Value& value) {
  if (value.IsString()) return value.As<Napi::String>().Utf8Value();
  auto bytes = value.As<Napi::Uint8Array>();
  return std::string(reinterpret_cast<const char*>(bytes.Data()), bytes.ByteLength());
}

inline std::optional<std::string> OptionalPath(const Napi::Value& value) {
  if (value.IsUndefined()) return std::nullopt;
  return Path(value);
}

inline Secret SecretBytes(const Napi::Value& value) {
  auto bytes = value.As<Napi::Uint8Array>();
  return Secret(bytes.Data(), bytes.ByteLength());
}

}  // namespace offloop
