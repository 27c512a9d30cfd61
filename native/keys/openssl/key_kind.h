#pragma once

#include <string>

namespace offloop {

// ML-KEM and ML-DSA (FIPS 203, 204), whose keys are made of a seed.
inline bool IsModuleLattice(const std::string& algorithm) { return algorithm.rfind("ML-", 0) == 0; }

// FIPS 205.
inline bool IsSlhDsa(const std::string& algorithm) { return algorithm.rfind("SLH-DSA-", 0) == 0; }

// What decides which forms a key can be written in.
struct KeyKind {
  std::string algorithm;  // OpenSSL's name: "RSA", "EC", "ED25519", …
  std::string curve;      // OpenSSL's name: "prime256v1"; empty for all but "EC"
};

}  // namespace offloop
