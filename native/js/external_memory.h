#pragma once

#include <node_api.h>

#include <cstddef>

#include "../memory/block.h"
#include "../text/text.h"

namespace offloop {

// Creates JavaScript values whose memory is that of a block, without a copy, in constant time. When the value is
// collected or the environment ends, the memory is recycled as spare memory.
//
// External Buffers are only for the main thread's environment. A worker that was given the memory of such a Buffer must
// not outlive it, and Node stops all workers before it ends the main environment.
//
// On the loop. Each takes the block and returns true. If the runtime has no such values it returns false and leaves the
// block: Electron has no external Buffers, and some runtimes have no external strings. If the call itself fails, it
// returns false and the block may be empty.

bool MakeExternalBuffer(napi_env env, Block& memory, size_t size, napi_value* buffer);
bool MakeExternalString(napi_env env, Text& text, napi_value* string);

}  // namespace offloop
