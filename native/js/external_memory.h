#pragma once

#include <node_api.h>

#include <cstddef>

#include "../memory/block.h"
#include "../text/text.h"

namespace offloop {

// JavaScript values that are the memory of a block, not a copy of it: made in no time, however large. What is lent comes
// back when the value is collected or the environment ends, and waits as spare memory for its next use.
//
// A Buffer is lent in the main thread's environment only: Node stops every worker before it ends that one, so no other
// environment is left then that may have been given the Buffer's memory.
//
// On the loop. Each takes the block and returns true. Where the runtime cannot lend it leaves the block: Electron has no
// such buffers, others may lack such strings. Where it tried and failed the block may be gone.

bool MakeExternalBuffer(napi_env env, Block& memory, size_t size, napi_value* buffer);
bool MakeExternalString(napi_env env, Text& text, napi_value* string);

}  // namespace offloop
