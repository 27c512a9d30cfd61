#pragma once

#include "../../memory/secret.h"
#include "../openssl/openssl.h"
#include "encoding.h"

namespace offloop {

// The encoding must have a cipher.

// Encrypts a PrivateKeyInfo to an EncryptedPrivateKeyInfo of PKCS #8 in DER, with PBES2 (RFC 8018).
Secret EncryptedPrivateKeyInfo(const OpenSslSession& openssl, const Secret& info, const PrivateEncoding& encoding);

// Encrypts DER to traditional PEM, with a DEK-Info header: RFC 1421, section 4.6.1.3.
Secret EncryptedPem(const OpenSslSession& openssl, const char* label, const Secret& der,
                    const PrivateEncoding& encoding);

}  // namespace offloop
