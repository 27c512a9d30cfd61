#pragma once

#include "../jobs/job.h"
#include "key_request.h"
#include "openssl/openssl.h"

namespace offloop {

// Refuses what OpenSSL does not know and what no key can be written with, before the work and in Node's order. Throws a
// CodedFailure or a CryptoFailure.
void CheckRequest(const OpenSslSession& openssl, const KeyRequest& request);

// Generates the key asked for. Throws Cancelled once nobody waits for it, at OpenSSL's next callback.
OpenSslOwned<EVP_PKEY> Generate(const OpenSslSession& openssl, const KeyRequest& request, const Turn& turn);

}  // namespace offloop
