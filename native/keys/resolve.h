#pragma once

#include <optional>

#include "finite_field.h"
#include "formats/encoding.h"
#include "key_request.h"
#include "openssl/key_kind.h"
#include "openssl/openssl.h"
#include "openssl/parameters.h"

namespace offloop {

// What OpenSSL generates a key from, and how it is encoded. Refers to the passphrase of the request, which must outlive
// it.
struct ResolvedRequest {
  KeyKind kind;
  std::optional<Domain> domain;  // of kDsa and kDh
  Parameters parameters;         // of all others
  PublicEncoding public_encoding;
  PrivateEncoding private_encoding;
};

// Looks up all names in a request, once. In a job. Refuses in Node's order, before any work, names that OpenSSL does
// not know, encodings that the key cannot have, and restrictions and ciphers with which OpenSSL could not encode it.
// Throws a CodedFailure or a CryptoFailure.
ResolvedRequest Resolve(const OpenSslSession& openssl, const KeyRequest& request);

}  // namespace offloop
