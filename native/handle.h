#pragma once

#include <node_api.h>

#include <cerrno>
#include <memory>

#include "failure.h"

namespace offloop {

// Gives JavaScript an object of the addon, as an external value. The object is destroyed on the loop, when the value has been
// collected or the environment ends; at once if the value cannot be made, which throws.
template <typename T>
napi_value NewHandle(napi_env env, std::unique_ptr<T> object) {
  const auto destroy = [](napi_env, void* data, void*) { delete static_cast<T*>(data); };
  napi_value handle = nullptr;
  if (napi_create_external(env, object.get(), destroy, nullptr, &handle) != napi_ok) {
    throw SystemFailure{ENOMEM, "napi_create_external"};
  }
  object.release();
  return handle;
}

// The object that NewHandle was given.
template <typename T>
T& FromHandle(napi_env env, napi_value handle) {
  void* object = nullptr;
  napi_get_value_external(env, handle, &object);
  return *static_cast<T*>(object);
}

}  // namespace offloop
