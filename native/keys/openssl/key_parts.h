#pragma once

#include <string>
#include <utility>

#include "../../memory/secret.h"
#include "key_kind.h"
#include "openssl.h"

namespace offloop {

// A key that OpenSSL holds, read part by part under OpenSSL's names (OSSL_PKEY_PARAM_…). Throws a CryptoFailure if the
// key has no such part.
class KeyParts {
 public:
  KeyParts(const OpenSslSession& openssl, KeyKind kind, EVP_PKEY* key)
      : openssl_(openssl), kind_(std::move(kind)), key_(key) {}

  const KeyKind& kind() const { return kind_; }
  EVP_PKEY* get() const { return key_; }

  // The algorithm in OpenSSL's own spelling: "SLH-DSA-SHA2-128f".
  std::string TypeName() const;

  // A big-endian number, padded with leading zeros to `width` bytes.
  Secret Number(const char* name, size_t width = 0) const;

  std::string Text(const char* name) const;

  // A point, or a key that is a plain string of bytes.
  Secret Octets(const char* name) const;

 private:
  const OpenSslSession& openssl_;
  KeyKind kind_;
  EVP_PKEY* key_;
};

}  // namespace offloop
