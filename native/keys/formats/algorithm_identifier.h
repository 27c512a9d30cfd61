#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The kind of a key and its parameters in DER, the same in both halves: RFC 5280, section 4.1.1.2. Throws a
// CryptoFailure for a key that has no such encoding.
Secret AlgorithmIdentifier(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
