#pragma once

#include <node_api.h>

#include <string>
#include <variant>

#include "../memory/bytes.h"
#include "../system/failure.h"
#include "../text/text.h"

namespace offloop {

// Converts the results of jobs to JavaScript values, on the loop. Statuses are ignored: calls fail only in an
// environment that is being torn down, which runs no JavaScript any longer.

napi_value ToJs(napi_env env, const Failure& failure);

// A Buffer with memory of V8.
napi_value ToJs(napi_env env, const Bytes& bytes);
// A Buffer, a string. The memory of large ones becomes external; small ones are copied, which costs less. External
// strings are safe in every environment, because a string is never handed to another one.
napi_value ToJs(napi_env env, ExternalBytes&& external);
napi_value ToJs(napi_env env, Text&& text);

// undefined.
napi_value ToJs(napi_env env, std::monostate);

napi_value ToJs(napi_env env, const char* text);
napi_value ToJs(napi_env env, const std::string& text);
void SetProperty(napi_env env, napi_value object, const char* name, napi_value value);

}  // namespace offloop
