#pragma once

#include <napi.h>

#include <cstdint>
#include <optional>
#include <string>

#include "../secret.h"

namespace offloop {

struct PublicEncoding {
  std::string format;  // "pem", "der", "jwk", "openssh", "keyObject"
  std::string type;    // "spki", "pkcs1"
  std::string comment;
};

struct PrivateEncoding {
  std::string format;  // "pem", "der", "jwk", "openssh", "keyObject"
  std::string type;    // "pkcs8", "pkcs1", "sec1"
  std::string comment;
  std::optional<std::string> cipher;
  Secret passphrase;  // empty for none
};

// What genKey is asked for: the options of crypto.generateKeyPair, validated and with their defaults filled in.
struct KeyRequest {
  std::string algorithm;  // OpenSSL's name: "RSA", "RSA-PSS", "EC", "ED25519", …
  uint32_t modulus_length = 0;
  uint32_t public_exponent = 0;
  std::optional<std::string> hash_algorithm;
  std::optional<std::string> mgf1_hash_algorithm;
  std::optional<int32_t> salt_length;
  std::string named_curve;
  bool explicit_parameters = false;
  PublicEncoding public_encoding;
  PrivateEncoding private_encoding;
};

KeyRequest ReadKeyRequest(const Napi::Object& request);

}  // namespace offloop
