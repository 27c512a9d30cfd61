#pragma once

#include "key_request.h"
#include "openssl/key_kind.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// EC on the named curve. As in Node, 'ec' with the name of Ed25519, Ed448, X25519 or X448 makes a key of that
// algorithm. Throws a CodedFailure for a curve that OpenSSL does not know.
KeyKind ResolveKind(const OpenSslSession& openssl, const EcParameters& ec);

// What OpenSSL generates such a key from.
Parameters ParametersOf(const KeyKind& kind, const EcParameters& ec);

}  // namespace offloop
