#pragma once

#include <napi.h>

namespace offloop {

// readFile(root | undefined, path, descriptor | -1, position | -1, length, maxBytes, maxUnsizedBytes, id): Promise<Buffer>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
