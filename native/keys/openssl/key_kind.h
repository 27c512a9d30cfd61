#pragma once

#include <cstdint>
#include <string>

namespace offloop {

// Keys of one family have the same parts and are encoded alike.
enum class KeyFamily {
  kRsa,
  kRsaPss,
  kEc,
  kEd25519,
  kEd448,
  kX25519,
  kX448,
  kDsa,
  kDh,
  kModuleLattice,  // ML-KEM and ML-DSA (FIPS 203, 204), whose keys are expanded from a seed
  kSlhDsa,         // FIPS 205
};

// Decides which formats a key can be encoded in.
struct KeyKind {
  KeyFamily family;
  std::string algorithm;        // OpenSSL's name in capitals: "RSA", "EC", "ED25519", …
  std::string curve;            // OpenSSL's name: "prime256v1"; empty for all but kEc
  uint32_t modulus_length = 0;  // in bits, of kRsa and kRsaPss
};

}  // namespace offloop
