#pragma once

#include <string>

#include "formats/encoding.h"
#include "openssl/openssl.h"

namespace offloop {

// Throws a CodedFailure for a cipher that OpenSSL does not know, or with which OpenSSL would write a private key that
// cannot be decrypted.
const EVP_CIPHER* ResolveCipher(const OpenSslSession& openssl, const std::string& name, PrivateKeyType type);

// Throws a CryptoFailure if the encoding has a cipher with which OpenSSL cannot encrypt a key.
void CheckCipher(const OpenSslSession& openssl, const PrivateEncoding& encoding);

}  // namespace offloop
