#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The private half in DER, not encrypted.

// RSAPrivateKey of PKCS #1: RFC 8017, A.1.2.
Secret RsaPrivateKey(const KeyParts& key);

// ECPrivateKey of SEC 1, with its curve: RFC 5915.
Secret EcPrivateKey(const OpenSslSession& openssl, const KeyParts& key);

// PrivateKeyInfo of PKCS #8: RFC 5208.
Secret PrivateKeyInfo(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
