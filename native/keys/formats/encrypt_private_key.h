#pragma once

#include "../../memory/secret.h"
#include "../openssl/openssl.h"
#include "encoding.h"

namespace offloop {

// Both need a cipher.

// EncryptedPrivateKeyInfo of PKCS #8 in DER, encrypted by PBES2 (RFC 8018), of PrivateKeyInfo.
Secret EncryptedPrivateKeyInfo(const OpenSslSession& openssl, const Secret& info, const PrivateEncoding& encoding);

// The traditional way of PEM, with a DEK-Info header: RFC 1421, section 4.6.1.3.
Secret EncryptedPem(const OpenSslSession& openssl, const char* label, const Secret& der,
                    const PrivateEncoding& encoding);

}  // namespace offloop
