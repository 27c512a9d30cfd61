#pragma once

#include <napi.h>

namespace offloop {

// descendants(pid, pool): Promise<Buffer>, packed as ProcessTable has it; parents before their children
Napi::Value Descendants(const Napi::CallbackInfo& info);

}  // namespace offloop
