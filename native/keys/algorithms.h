#pragma once

#include "key_request.h"
#include "openssl.h"

namespace offloop {

// A context ready to generate the key asked for. Throws a CodedFailure for a curve or digest that OpenSSL does not
// know, a CryptoFailure for what it refuses.
OpenSslOwned<EVP_PKEY_CTX> PrepareGeneration(const OpenSslStay& openssl, const KeyRequest& request);

}  // namespace offloop
