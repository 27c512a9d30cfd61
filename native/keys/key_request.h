#pragma once

#include <napi.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "../memory/secret.h"
#include "formats/encoding.h"
#include "openssl/key_kind.h"

namespace offloop {

// The options that only RSA and RSA-PSS keys have; the optional ones only RSA-PSS.
struct RsaParameters {
  uint32_t modulus_length;
  uint32_t public_exponent;
  std::optional<std::string> hash_algorithm;
  std::optional<std::string> mgf1_hash_algorithm;
  std::optional<int32_t> salt_length;
};

struct EcParameters {
  std::string named_curve;
  bool looked_up_by_openssl;  // OpenSSL ignores the case of curve names; not every Node does
  bool explicit_parameters;
};

struct DsaParameters {
  uint32_t modulus_length;
  std::optional<int32_t> divisor_length;
};

// With neither a group nor a prime, a prime of `prime_length` bits is searched for.
struct DhParameters {
  std::optional<std::string> group;
  std::optional<std::string> prime;  // the most significant byte first
  uint32_t prime_length;
  uint32_t generator;
};

// The options of crypto.generateKeyPair, validated and with their defaults filled in. Names of curves, ciphers, digests
// and groups are as the caller gave them: resolve.h looks them up.
struct KeyRequest {
  struct Public {
    KeyFormat format;
    PublicKeyType type;
    std::optional<std::string> comment;  // of kOpenssh; none: user@host
  };
  struct Private {
    KeyFormat format;
    PrivateKeyType type;
    std::optional<std::string> comment;  // of kOpenssh; none: user@host
    std::optional<std::string> cipher;
    Secret passphrase;  // empty for none
  };

  KeyFamily family;
  std::string algorithm;  // OpenSSL's name in capitals: "RSA-PSS", "SLH-DSA-SHA2-128F", …
  std::variant<std::monostate, RsaParameters, EcParameters, DsaParameters, DhParameters> parameters;
  Public public_encoding;
  Private private_encoding;
};

KeyRequest ReadKeyRequest(const Napi::Object& request);

}  // namespace offloop
