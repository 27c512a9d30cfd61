#pragma once

#include "key_kind.h"
#include "key_request.h"
#include "openssl.h"

namespace offloop {

// The kind of the key asked for. Throws a CodedFailure for a curve that OpenSSL does not know.
KeyKind KindOf(const OpenSslStay& openssl, const KeyRequest& request);

// Throws a CodedFailure for a curve or a digest that OpenSSL does not know, and for an encoding that the curve has not.
void CheckNames(const OpenSslStay& openssl, const KeyRequest& request);

// A context ready to generate the key asked for. Throws a CryptoFailure for what OpenSSL refuses.
OpenSslOwned<EVP_PKEY_CTX> PrepareGeneration(const OpenSslStay& openssl, const KeyRequest& request);

}  // namespace offloop
