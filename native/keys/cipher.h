#pragma once

#include <string>

#include "formats/encoding.h"
#include "openssl/openssl.h"

namespace offloop {

// Throws a CodedFailure for a cipher that OpenSSL does not know, or that a private key encrypted with it could not be read
// back from.
const EVP_CIPHER* ResolveCipher(const OpenSslSession& openssl, const std::string& name, PrivateKeyType type);

// Throws the CryptoFailure of encrypting a key with the cipher of this encoding, if any.
void CheckCipher(const OpenSslSession& openssl, const PrivateEncoding& encoding);

}  // namespace offloop
