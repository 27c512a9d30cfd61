#pragma once

#include "../../memory/secret.h"
#include "../openssl/key_kind.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// Throws a CodedFailure with ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE or ERR_CRYPTO_JWK_UNSUPPORTED_CURVE for a kind of key
// that JWK does not support.
void CheckJwk(const KeyKind& kind);

// A JSON Web Key as JSON text: RFC 7517, RFC 7518 (6), RFC 8037, RFC 8812, RFC 9964.
Secret EncodePublicJwk(const OpenSslSession& openssl, const KeyParts& key);
Secret EncodePrivateJwk(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
