#pragma once

#include <napi.h>

namespace offloop {

// listProcesses(pool, jobId): Promise<Buffer>, packed as ProcessTable has it
Napi::Value ListProcesses(const Napi::CallbackInfo& info);

}  // namespace offloop
