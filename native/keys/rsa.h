#pragma once

#include "key_request.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// Throws a CodedFailure for a digest that OpenSSL does not know.
void CheckDigests(const OpenSslSession& openssl, const RsaParameters& rsa);

// Throws a CryptoFailure for restrictions that a key cannot be written with: DER has no form for some digests.
void CheckRestrictions(const OpenSslSession& openssl, const RsaParameters& rsa);

// What OpenSSL is told to generate such a key, of RSA or RSA-PSS.
Parameters ParametersOf(const OpenSslSession& openssl, const RsaParameters& rsa);

}  // namespace offloop
