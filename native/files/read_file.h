#pragma once

#include <napi.h>

namespace offloop {

// readFile(path, position | -1, length, maxBytes, maxUnsizedBytes, id): Promise<Buffer>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
