#pragma once

#include <napi.h>

namespace offloop {

// readFile(pool | undefined, jobId, root | undefined, path, opened | undefined, position | -1, length, maxBytes,
//   encoding | null, maxStringLength, hold, timeIsDue): Promise<Buffer | HeldBytes | string>
Napi::Value ReadFile(const Napi::CallbackInfo& info);

}  // namespace offloop
