#pragma once

#include "../../jobs/job.h"
#include "../key_request.h"
#include "../openssl/key_kind.h"
#include "../openssl/openssl.h"

namespace offloop {

struct EncodedKey {
  bool text;  // UTF-8, a string in JavaScript; otherwise a Buffer
  Secret bytes;
};

// Throws a CodedFailure where such a key cannot be written in a form that is asked for.
void CheckForms(const KeyKind& kind, const KeyRequest& request);

// A half of the key in the form asked for: PEM, DER, a JSON Web Key as JSON, or what ssh-keygen writes.
EncodedKey EncodeKey(const OpenSslSession& openssl, EVP_PKEY* key, const PublicEncoding& encoding);
// Throws Cancelled once nobody waits for it: what the passphrase is made into for OpenSSH takes its time.
EncodedKey EncodeKey(const OpenSslSession& openssl, EVP_PKEY* key, const PrivateEncoding& encoding, const Turn& turn);

}  // namespace offloop
