#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// Says in DER what kind of key follows, and its parameters: RFC 5280, section 4.1.1.2. The same in both halves of a key.
// Throws a CryptoFailure for a key that has none.
Secret AlgorithmIdentifier(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
