#pragma once

#include <napi.h>

namespace offloop {

// readFile(path, position | -1, length, maxBytes, maxUnsizedBytes, encoding | null, maxStringLength, id):
//   Promise<Buffer | string>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
