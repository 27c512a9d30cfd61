#pragma once

#include <string>

namespace offloop {

// What decides which forms a key can be written in.
struct KeyKind {
  std::string algorithm;  // OpenSSL's name: "RSA", "EC", "ED25519", …
  std::string curve;      // OpenSSL's name: "prime256v1"; empty for all but "EC"
};

}  // namespace offloop
