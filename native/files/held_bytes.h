#pragma once

#include <napi.h>

#include "../memory/bytes.h"

namespace offloop {

// The bytes of a file that stay in the addon while JavaScript copies them, a slice in a turn of the loop, into memory of
// its own: a worker's results, and the targets of readInto. In JavaScript an external value, whose finalizer frees them
// where nobody has done so before.
struct HeldBytes {
  Bytes bytes;
};

napi_value ToJs(napi_env env, HeldBytes&& held);

// sizeOfHeld(held): number
Napi::Value SizeOfHeld(const Napi::CallbackInfo& info);
// Copies `count` bytes from `start` on, to the same place of `target`. False, and nothing is copied, where that has no
// room for them.
//
// copyHeld(held, target, start, count): boolean
Napi::Value CopyHeld(const Napi::CallbackInfo& info);
// freeHeld(held): void
void FreeHeld(const Napi::CallbackInfo& info);

}  // namespace offloop
