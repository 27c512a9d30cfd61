#pragma once

#include <napi.h>

#include "../unique_fd.h"

namespace offloop {

// A file that the loop has opened and a thread is to read. In JavaScript an external value, which owns the descriptor
// until a job takes it: its finalizer closes what nobody has taken or closed before.

// Returns nullptr, with the descriptor closed, where the runtime makes no value.
napi_value OpenedFileToJs(napi_env env, UniqueFd fd);
// Not valid where it has been taken or closed.
UniqueFd TakeOpenedFile(const Napi::Value& opened);

// closeOpenedFile(opened): void
void CloseOpenedFile(const Napi::CallbackInfo& info);

}  // namespace offloop
