#pragma once

#include "../../jobs/job.h"
#include "../openssl/key_kind.h"
#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"
#include "encoding.h"

namespace offloop {

// Throws a CodedFailure with ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS for a key that OpenSSH does not read.
void CheckOpenssh(const KeyKind& kind);

// A line of an authorized_keys file: sshd(8).
Secret EncodePublicOpenssh(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding);

// ssh-keygen's format, openssh-key-v1: PROTOCOL.key of OpenSSH. With a passphrase, bcrypt derives the key of aes256-ctr
// from it. Throws Cancelled once the job is cancelled.
Secret EncodePrivateOpenssh(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding,
                            const JobContext& context);

}  // namespace offloop
