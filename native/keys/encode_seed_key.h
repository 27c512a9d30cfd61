#pragma once

#include "../secret.h"
#include "openssl.h"

namespace offloop {

// The private key of ML-KEM or ML-DSA as PKCS #8 wraps it: its seed, the key that was made of that, or both. Which of
// them is a setting of OpenSSL's: provider-base.conf, "ml-kem.output_formats" (EVP_PKEY-ML-KEM(7)).
Secret SeedKey(const OpenSslStay& openssl, EVP_PKEY* key);

}  // namespace offloop
