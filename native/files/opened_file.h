#pragma once

#include <napi.h>

#include "../system/unique_fd.h"

namespace offloop {

// A file that the loop has opened and a thread has to read. In JavaScript an external value, which owns the descriptor
// until a job takes it. The finalizer closes a descriptor that is still there.

// Throws and closes the descriptor if the value cannot be created.
napi_value OpenedFileToJs(napi_env env, UniqueFd fd);
// Not valid if it has been taken or closed.
UniqueFd TakeOpenedFile(const Napi::Value& opened);

// closeOpenedFile(opened): void
void CloseOpenedFile(const Napi::CallbackInfo& info);

}  // namespace offloop
