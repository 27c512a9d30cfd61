#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "key_request.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// The restrictions of an RSA-PSS key (RFC 8017, A.2.3), with OpenSSL's names of digests; an RSA key has none. As in
// Node, the hash also serves MGF1 unless another is named, and the salt is as long as the hash.
struct PssRestrictions {
  std::string hash;       // empty for any
  std::string mgf1_hash;  // empty for any
  std::optional<int32_t> salt_length;
};

// Throws a CodedFailure for a digest that OpenSSL does not know.
PssRestrictions ResolveRestrictions(const OpenSslSession& openssl, const RsaParameters& rsa);

// Throws a CryptoFailure if OpenSSL cannot encode a key with these restrictions, because DER cannot name some digests.
void CheckRestrictions(const OpenSslSession& openssl, const RsaParameters& rsa, const PssRestrictions& restrictions);

// What OpenSSL generates such a key from.
Parameters ParametersOf(const RsaParameters& rsa, const PssRestrictions& restrictions);

}  // namespace offloop
