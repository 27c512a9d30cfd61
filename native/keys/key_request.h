#pragma once

#include <napi.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "../memory/secret.h"

namespace offloop {

struct PublicEncoding {
  std::string format;  // "pem", "der", "jwk", "openssh", "keyObject"
  std::string type;    // "spki", "pkcs1"
  std::optional<std::string> comment;  // of "openssh"; none: user@host
};

struct PrivateEncoding {
  std::string format;  // "pem", "der", "jwk", "openssh", "keyObject"
  std::string type;    // "pkcs8", "pkcs1", "sec1"
  std::optional<std::string> comment;  // the same
  std::optional<std::string> cipher;
  Secret passphrase;  // empty for none
};

// The options that only keys of RSA and RSA-PSS have; the optional ones only RSA-PSS.
struct RsaParameters {
  uint32_t modulus_length;
  uint32_t public_exponent;
  std::optional<std::string> hash_algorithm;
  std::optional<std::string> mgf1_hash_algorithm;
  std::optional<int32_t> salt_length;
};

struct EcParameters {
  std::string named_curve;
  bool looked_up_by_openssl;  // OpenSSL takes names of curves in any case; not every Node does
  bool explicit_parameters;
};

struct DsaParameters {
  uint32_t modulus_length;
  std::optional<int32_t> divisor_length;
};

struct DhParameters {
  std::optional<std::string> group;
  std::optional<std::string> prime;  // the most significant byte first
  uint32_t prime_length;             // of the one to be searched for where neither is given
  uint32_t generator;

  bool is_given() const { return group || prime; }
};

// What genKey is asked for: the options of crypto.generateKeyPair, validated and with their defaults filled in.
struct KeyRequest {
  std::string algorithm;  // OpenSSL's name, in capitals: "RSA", "RSA-PSS", "EC", "ED25519", "SLH-DSA-SHA2-128F", …
  std::variant<std::monostate, RsaParameters, EcParameters, DsaParameters, DhParameters> parameters;
  PublicEncoding public_encoding;
  PrivateEncoding private_encoding;
};

KeyRequest ReadKeyRequest(const Napi::Object& request);

}  // namespace offloop
