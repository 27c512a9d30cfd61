#pragma once

#include <napi.h>

namespace offloop {

// genKey(pool, request, heard, id): Promise<{ publicKey, privateKey }>
Napi::Value GenKey(const Napi::CallbackInfo& info);

}  // namespace offloop
