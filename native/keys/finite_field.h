#pragma once

#include "key_request.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// Throws a CodedFailure for a group that Node does not know.
void CheckGroup(const DhParameters& dh);

// What OpenSSL is told to generate the domain parameters of such keys (FIPS 186-4, A.1; a safe prime for DH), or, where
// the prime is given, what they are.
Parameters ParametersOf(const DsaParameters& dsa);
Parameters ParametersOf(const OpenSslSession& openssl, const DhParameters& dh);

}  // namespace offloop
