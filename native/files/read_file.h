#pragma once

#include <napi.h>

namespace offloop {

// readFile(root | undefined, path, opened | undefined, position | -1, length, maxBytes, encoding | null,
//   maxStringLength, hold, timeIsDue, id, pool | undefined): Promise<Buffer | HeldBytes | string>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
