#pragma once

#include "openssl/openssl.h"
#include "resolve.h"

namespace offloop {

// Both throw a CryptoFailure for what OpenSSL refuses.

// A context ready to search for the domain parameters of the key; null if it has none, or they are given.
OpenSslOwned<EVP_PKEY_CTX> PrepareDomain(const OpenSslSession& openssl, const ResolvedRequest& request);

// A context ready to generate the key, in the domain that was found; null if PrepareDomain returned null.
OpenSslOwned<EVP_PKEY_CTX> PrepareKey(const OpenSslSession& openssl, const ResolvedRequest& request,
                                      OpenSslOwned<EVP_PKEY> found_domain);

}  // namespace offloop
