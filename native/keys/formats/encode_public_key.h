#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The public half in DER.

// RSAPublicKey of PKCS #1 (RFC 8017, A.1.1) for RSA; for other keys the content of a SubjectPublicKeyInfo.
Secret PublicKey(const KeyParts& key);

// SubjectPublicKeyInfo: RFC 5280, section 4.1.2.7.
Secret SubjectPublicKeyInfo(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
