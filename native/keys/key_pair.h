#pragma once

#include <node_api.h>

#include "../jobs/job.h"
#include "formats/encode_key.h"
#include "key_request.h"

namespace offloop {

struct EncodedKeyPair {
  EncodedKey public_key;
  EncodedKey private_key;
};

// Generates and encodes a pair. In a job.
EncodedKeyPair MakeKeyPair(const KeyRequest& request, const JobContext& context);

// { publicKey, privateKey }. On the loop.
napi_value ToJs(napi_env env, const EncodedKeyPair& pair);

}  // namespace offloop
