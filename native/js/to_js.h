#pragma once

#include <node_api.h>

#include <string>
#include <variant>

#include "../memory/bytes.h"
#include "../system/failure.h"
#include "../text/text.h"

namespace offloop {

// Turns what a job found into JavaScript values, on the loop. Statuses are not looked at: in an environment that is
// being torn down every call fails, and nobody is left to be told.

napi_value ToJs(napi_env env, const Failure& failure);

// A Buffer whose memory is V8's own.
napi_value ToJs(napi_env env, const Bytes& bytes);
// A Buffer, a string. Large ones keep the memory that was read into; others are copied, which costs less. Strings may be
// lent in any environment: none is ever given to another.
napi_value ToJs(napi_env env, ExternalBytes&& external);
napi_value ToJs(napi_env env, Text&& text);

// undefined.
napi_value ToJs(napi_env env, std::monostate);

napi_value ToJs(napi_env env, const char* text);
napi_value ToJs(napi_env env, const std::string& text);
void SetProperty(napi_env env, napi_value object, const char* name, napi_value value);

}  // namespace offloop
