#pragma once

#include <napi.h>

namespace offloop {

// sampleUsage(pool, jobId, pids: Int32Array): Promise<Buffer>: for each process that still runs, in the byte order of
// the machine:
//
//   int32 pid, 4 unused bytes, float64 start, float64 now (both in ms since the system started),
//   float64 processor time (ms), float64 resident bytes
Napi::Value SampleUsage(const Napi::CallbackInfo& info);

}  // namespace offloop
