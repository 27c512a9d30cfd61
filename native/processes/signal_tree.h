#pragma once

#include <napi.h>

namespace offloop {

// signalTree(pool, jobId, pid, signal, startTicks | undefined): Promise<Buffer>: what became of each process of the tree,
// the deepest first, the root last, without the caller. In the byte order of the machine:
//
//   int32 pid, int32 errno (0: delivered), float64 start in ticks, as /proc/PID/stat has it: with the pid it tells the
//   process from all others
// With `startTicks` the root is only the process that was started then.
//
// The tree is held while it is looked through, but for signal 0. SIGSTOP leaves it stopped; after any other signal what
// was stopped, before too, runs.
Napi::Value SignalTree(const Napi::CallbackInfo& info);

}  // namespace offloop
