#pragma once

#include "key_request.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// The domain parameters of DSA and DH keys.
struct Domain {
  // kSearched: OpenSSL generates one as in FIPS 186-4, A.1, for DH a safe prime.
  enum class Prime { kSearched, kGiven };
  Prime prime;
  Parameters parameters;
};

Domain ResolveDomain(const DsaParameters& dsa);

// Throws a CodedFailure for a group that Node does not know.
Domain ResolveDomain(const OpenSslSession& openssl, const DhParameters& dh);

}  // namespace offloop
