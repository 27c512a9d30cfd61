#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The private key of ML-KEM or ML-DSA for PKCS #8: its seed, the key that was expanded from the seed, or both, or
// followed by the public key. OpenSSL's configuration chooses, "ml-kem.output_formats" (OSSL_PROVIDER-default(7)), or
// Node does.
Secret SeedKey(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
