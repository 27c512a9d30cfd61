#pragma once

#include "key_request.h"
#include "parameters.h"

namespace offloop {

// What OpenSSL is told to generate the domain parameters of such keys (FIPS 186-4, A.1; a safe prime for DH), or, where
// the prime is given, what they are.
Parameters ParametersOf(const DsaParameters& dsa);
Parameters ParametersOf(const DhParameters& dh);

}  // namespace offloop
