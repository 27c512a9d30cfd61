#pragma once

#include <napi.h>

namespace offloop {

// descendants(pool, jobId, pid): Promise<Buffer>, packed as ProcessTable has it; parents before their children
Napi::Value Descendants(const Napi::CallbackInfo& info);

}  // namespace offloop
