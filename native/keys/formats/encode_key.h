#pragma once

#include "../../jobs/job.h"
#include "../openssl/key_kind.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"
#include "encoding.h"

namespace offloop {

struct EncodedKey {
  bool text;  // UTF-8, a string in JavaScript; otherwise a Buffer
  Secret bytes;
};

// Throws a CodedFailure if a key of this kind cannot be encoded in this format.
void CheckFormat(const KeyKind& kind, KeyFormat format);

// Encode a half of a key. The private one throws Cancelled if its job is cancelled: OpenSSH derives a key from the
// passphrase slowly.
EncodedKey EncodeKey(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding);
EncodedKey EncodeKey(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding,
                     const JobContext& context);

}  // namespace offloop
