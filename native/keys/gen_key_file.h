#pragma once

#include <napi.h>

namespace offloop {

// genKeyFile(pool, request, path, publicPath, overwrite, heard, id): Promise<{ publicKey, fingerprint }>
Napi::Value GenKeyFile(const Napi::CallbackInfo& info);

}  // namespace offloop
