#pragma once

#include <napi.h>

namespace offloop {

// findProcesses(pool, jobId, name | undefined, port, tcp, udp): Promise<Buffer>, packed as ProcessTable has it. Port 0:
// any, none.
Napi::Value FindProcesses(const Napi::CallbackInfo& info);

}  // namespace offloop
