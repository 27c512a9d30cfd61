#pragma once

#include <napi.h>

namespace offloop {

// findProcesses(pool, jobId, name | undefined, port, tcp, udp): Promise<Buffer>, in the format of ProcessTable. Port 0:
// any port, or none.
Napi::Value FindProcesses(const Napi::CallbackInfo& info);

}  // namespace offloop
