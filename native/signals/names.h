#pragma once

#include <napi.h>

namespace offloop {

// realtimeSignals(): { first, last } | undefined where the platform has none. The C library keeps some of the
// kernel's real-time signals to itself (glibc: 32 and 33), so only it knows the first: signal(7).
Napi::Value RealtimeSignals(const Napi::CallbackInfo& info);

}  // namespace offloop
