#pragma once

#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

// The private half in DER, not encrypted.

// RSAPrivateKey of PKCS #1: RFC 8017, A.1.2.
Secret RsaPrivateKey(const OpenSslSession& openssl, EVP_PKEY* key);

// ECPrivateKey of SEC 1, which names its curve: RFC 5915.
Secret EcPrivateKey(const OpenSslSession& openssl, EVP_PKEY* key);

// PrivateKeyInfo of PKCS #8: RFC 5208.
Secret PrivateKeyInfo(const OpenSslSession& openssl, EVP_PKEY* key);

}  // namespace offloop
