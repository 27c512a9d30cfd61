#pragma once

#include <napi.h>

namespace offloop {

// signalTree(pool, jobId, pid, signal, startTicks | undefined): Promise<Buffer>: the outcome for each process of the
// tree, without the caller, the deepest first, the root last. In the byte order of the machine:
//
//   int32 pid, int32 errno (0: delivered), float64 start in ticks as in /proc/PID/stat
//
// With `startTicks`, the root is only the process with that start time.
//
// The tree is suspended while it is searched, except for signal 0. SIGSTOP leaves it stopped. After any other signal
// all of its processes run, even if they were stopped before.
Napi::Value SignalTree(const Napi::CallbackInfo& info);

}  // namespace offloop
