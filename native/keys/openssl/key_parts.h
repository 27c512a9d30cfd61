#pragma once

#include "../../memory/secret.h"
#include "key_kind.h"
#include "openssl.h"

namespace offloop {

// What a key is made of, by OpenSSL's names for the parts (OSSL_PKEY_PARAM_…). Throws a CryptoFailure where the key
// has no such part.
class KeyParts {
 public:
  KeyParts(const OpenSslSession& openssl, EVP_PKEY* key) : openssl_(openssl), key_(key) {}

  KeyKind Kind() const;

  // A number, big-endian, with zeros before it where it is shorter than `width`.
  Secret Number(const char* name, size_t width = 0) const;

  std::string Text(const char* name) const;

  // A point, or a key that has no parts.
  Secret Octets(const char* name) const;

 private:
  const OpenSslSession& openssl_;
  EVP_PKEY* key_;
};

}  // namespace offloop
