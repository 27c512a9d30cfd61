#pragma once

#include <napi.h>

namespace offloop {

// descendants(pool, jobId, pid): Promise<Buffer>, in the format of ProcessTable; parents before their children
Napi::Value Descendants(const Napi::CallbackInfo& info);

}  // namespace offloop
