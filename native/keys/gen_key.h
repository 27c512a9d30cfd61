#pragma once

#include <napi.h>

namespace offloop {

// genKey(pool, jobId, hasListener, request): Promise<{ publicKey, privateKey }>
Napi::Value GenKey(const Napi::CallbackInfo& info);

}  // namespace offloop
