#pragma once

#include <napi.h>

namespace offloop {

// listProcesses(pool, jobId): Promise<Buffer>, in the format of ProcessTable
Napi::Value ListProcesses(const Napi::CallbackInfo& info);

}  // namespace offloop
