#pragma once

#include <napi.h>

#include "../system/unique_fd.h"

namespace offloop {

// A file that the loop has opened and a thread is to read. In JavaScript an external value, which owns the descriptor
// until a job takes it: its finalizer closes what nobody has taken or closed before.

// Throws, with the descriptor closed, where no value can be made.
napi_value OpenedFileToJs(napi_env env, UniqueFd fd);
// Not valid where it has been taken or closed.
UniqueFd TakeOpenedFile(const Napi::Value& opened);

// closeOpenedFile(opened): void
void CloseOpenedFile(const Napi::CallbackInfo& info);

}  // namespace offloop
