#pragma once

#include "key_request.h"
#include "openssl/key_kind.h"
#include "openssl/openssl.h"

namespace offloop {

// The kind of the key asked for. Throws a CodedFailure for a curve that OpenSSL does not know.
KeyKind KindOf(const OpenSslSession& openssl, const KeyRequest& request);

// Throws a CodedFailure for a type of key, a curve, a digest or a group that OpenSSL does not know, and for an encoding
// that the curve has not.
void CheckNames(const OpenSslSession& openssl, const KeyRequest& request);

// Both throw a CryptoFailure for what OpenSSL refuses.

// A context ready to generate the domain parameters of the key asked for; null where it has none, or they are given.
OpenSslOwned<EVP_PKEY_CTX> PrepareDomain(const OpenSslSession& openssl, const KeyRequest& request);

// A context ready to generate the key asked for, with those domain parameters, if any.
OpenSslOwned<EVP_PKEY_CTX> PrepareKey(const OpenSslSession& openssl, const KeyRequest& request,
                                      OpenSslOwned<EVP_PKEY> domain);

}  // namespace offloop
