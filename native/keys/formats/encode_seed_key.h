#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The private key of ML-KEM or ML-DSA as PKCS #8 wraps it: its seed, the key that was made of that, both, or with the
// public key behind. Which of them is a setting of OpenSSL's, "ml-kem.output_formats" (OSSL_PROVIDER-default(7)), or of
// Node's.
Secret SeedKey(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
