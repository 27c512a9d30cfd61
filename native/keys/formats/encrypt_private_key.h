#pragma once

#include "../../memory/secret.h"
#include "../key_request.h"
#include "../openssl/openssl.h"

namespace offloop {

// The cipher that a key is to be encrypted with, null for none. Throws a CodedFailure with ERR_CRYPTO_UNKNOWN_CIPHER, also
// for those that are not made for keys.
const EVP_CIPHER* CipherOf(const OpenSslSession& openssl, const PrivateEncoding& encoding);

// Throws what the encryption of a key would fail with, so that no key is made in vain. OpenSSL tells by encrypting: whether
// a cipher has a name in DER and takes its parameters cannot be asked for.
void CheckEncryption(const OpenSslSession& openssl, const PrivateEncoding& encoding);

// EncryptedPrivateKeyInfo of PKCS #8 in DER, encrypted by PBES2 (RFC 8018), of PrivateKeyInfo.
Secret EncryptedPrivateKeyInfo(const OpenSslSession& openssl, const Secret& info, const PrivateEncoding& encoding);

// The traditional way of PEM, with a DEK-Info header: RFC 1421, section 4.6.1.3.
Secret EncryptedPem(const OpenSslSession& openssl, const char* label, const Secret& der,
                    const PrivateEncoding& encoding);

}  // namespace offloop
