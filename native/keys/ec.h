#pragma once

#include "key_request.h"
#include "openssl/key_kind.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// "EC" on the curve that is named, or the algorithm that has the curve to itself, which 'ec' makes keys of as well: Node
// has it so. Throws a CodedFailure for a curve that OpenSSL does not know.
KeyKind KindOf(const OpenSslSession& openssl, const EcParameters& ec);

// What OpenSSL is told to generate such a key.
Parameters ParametersOf(const OpenSslSession& openssl, const EcParameters& ec);

}  // namespace offloop
