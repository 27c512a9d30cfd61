#pragma once

#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"
#include "encoding.h"

namespace offloop {

// The two halves of a key as PEM or DER. Throws a CryptoFailure if OpenSSL cannot encode or encrypt the key.

// SubjectPublicKeyInfo (RFC 5280) or PKCS #1 (RFC 8017).
Secret EncodePublic(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding);

// PKCS #8 (RFC 5208), PKCS #1 (RFC 8017) or SEC 1 (RFC 5915). With a cipher, PKCS #8 is encrypted by PBES2 (RFC 8018)
// and the other two as traditional PEM, with a DEK-Info header.
Secret EncodePrivate(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding);

}  // namespace offloop
