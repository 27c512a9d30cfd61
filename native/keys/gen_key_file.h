#pragma once

#include <napi.h>

namespace offloop {

// genKeyFile(pool, jobId, hasListener, request, path, publicPath, overwrite): Promise<{ publicKey, fingerprint }>
Napi::Value GenKeyFile(const Napi::CallbackInfo& info);

}  // namespace offloop
