#pragma once

#include <napi.h>

namespace offloop {

// readFile(root | undefined, path, descriptor | -1, position | -1, length, maxBytes, maxUnsizedBytes, encoding | null,
//   maxStringLength, hold, id, pool | undefined): Promise<Buffer | HeldBytes | string>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
