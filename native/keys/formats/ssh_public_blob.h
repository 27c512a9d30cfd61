#pragma once

#include <string>

#include "../openssl/key_kind.h"
#include "../openssl/key_parts.h"
#include "ssh_writer.h"

namespace offloop {

// What SSH calls such a key, "ssh-ed25519"; empty where it does not know the kind.
std::string SshName(const KeyKind& kind);

// The curve of an ECDSA key as SSH calls it, "nistp256"; empty where it does not know the curve.
std::string SshCurve(const KeyKind& kind);

// The public half of a key that has a name, as it is sent: RFC 4253 (6.6), RFC 5656 (3.1), RFC 8709 (4).
Secret SshPublicBlob(const KeyParts& key);

}  // namespace offloop
