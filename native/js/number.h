#pragma once

#include <node_api.h>

#include <cstdint>
#include <type_traits>

namespace offloop {

// Numbers without node-addon-api: in the functions that are called most, its wrapper would cost as much as the work.

// Exact up to 2^53.
template <typename T>
napi_value Number(napi_env env, T number) {
  napi_value value = nullptr;
  if constexpr (std::is_same_v<T, int32_t>) {
    napi_create_int32(env, number, &value);
  } else {
    napi_create_double(env, static_cast<double>(number), &value);
  }
  return value;
}

inline int32_t Int32(napi_env env, napi_value value) {
  int32_t number = 0;
  napi_get_value_int32(env, value, &number);
  return number;
}

inline int64_t Int64(napi_env env, napi_value value) {
  int64_t number = 0;
  napi_get_value_int64(env, value, &number);
  return number;
}

}  // namespace offloop
