#pragma once

#include <napi.h>

#include <type_traits>

#include "../system/failure.h"
#include "to_js.h"

namespace offloop {

// Calls a function of the addon for JavaScript. The function may throw, but Node-API's frames cannot be unwound: so the
// exception is caught here, and thrown in JavaScript in the form that promises reject with.
template <auto function>
napi_value CallFunction(napi_env env, napi_callback_info info) noexcept {
  try {
    if constexpr (std::is_invocable_v<decltype(function), napi_env, napi_callback_info>) {
      return function(env, info);
    } else {
      const Napi::CallbackInfo arguments(env, info);
      if constexpr (std::is_void_v<std::invoke_result_t<decltype(function), const Napi::CallbackInfo&>>) {
        function(arguments);
        return nullptr;
      } else {
        return function(arguments);
      }
    }
  } catch (const Napi::Error& error) {
    error.ThrowAsJavaScriptException();
  } catch (...) {
    napi_throw(env, ToJs(env, CurrentFailure()));
  }
  return nullptr;
}

// Exports a function under its name, with a lower-case first letter.
template <auto function>
void Export(napi_env env, napi_value exports, std::string name) {
  name[0] = static_cast<char>(name[0] - 'A' + 'a');
  napi_value value = nullptr;
  napi_create_function(env, name.data(), name.size(), CallFunction<function>, nullptr, &value);
  napi_set_named_property(env, exports, name.c_str(), value);
}

}  // namespace offloop
