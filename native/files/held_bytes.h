#pragma once

#include <napi.h>

#include "../memory/bytes.h"

namespace offloop {

// The bytes of a file that stay in the addon until JavaScript has copied them, one slice in each turn of the loop, into
// its own memory: the results of a worker, and the targets of readInto. In JavaScript an external value, whose
// finalizer frees the bytes if freeHeld has not.
struct HeldBytes {
  Bytes bytes;
};

napi_value ToJs(napi_env env, HeldBytes&& held);

// sizeOfHeld(held): number
Napi::Value SizeOfHeld(const Napi::CallbackInfo& info);
// Copies `count` bytes from `start` on to the same position of `target`. Returns false and copies nothing if `target`
// is too short.
//
// copyHeld(held, target, start, count): boolean
Napi::Value CopyHeld(const Napi::CallbackInfo& info);
// freeHeld(held): void
void FreeHeld(const Napi::CallbackInfo& info);

}  // namespace offloop
