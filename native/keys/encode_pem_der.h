#pragma once

#include "key_request.h"
#include "openssl.h"

namespace offloop {

// The cipher that a key is to be encrypted with, null for none. Throws a CodedFailure with ERR_CRYPTO_UNKNOWN_CIPHER, also
// for those that are not made for keys.
const EVP_CIPHER* CipherOf(const OpenSslStay& openssl, const PrivateEncoding& encoding);

// The public half: SubjectPublicKeyInfo (RFC 5280) or PKCS #1 (RFC 8017).
Secret EncodePublic(const OpenSslStay& openssl, EVP_PKEY* key, const PublicEncoding& encoding);

// The private half: PKCS #8 (RFC 5958), PKCS #1 (RFC 8017) or SEC 1 (RFC 5915). With a cipher, PKCS #8 is encrypted by
// PBES2 (RFC 8018) and the other two in the traditional way of PEM, with a DEK-Info header.
Secret EncodePrivate(const OpenSslStay& openssl, EVP_PKEY* key, const PrivateEncoding& encoding);

}  // namespace offloop
