#pragma once

#include <napi.h>

namespace offloop {

// realtimeSignals(): { first, last }, or undefined if the platform has none. The C library reserves some of the
// kernel's real-time signals (glibc: 32 and 33), so only the library knows the first: signal(7).
Napi::Value RealtimeSignals(const Napi::CallbackInfo& info);

}  // namespace offloop
