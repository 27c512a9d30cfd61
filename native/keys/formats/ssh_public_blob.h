#pragma once

#include <string>

#include "../openssl/key_kind.h"
#include "../openssl/key_parts.h"
#include "ssh_writer.h"

namespace offloop {

// SSH's name of a kind of key, "ssh-ed25519"; empty for a kind that SSH does not know.
std::string SshName(const KeyKind& kind);

// SSH's name of a curve, "nistp256"; empty for a curve that SSH does not know.
std::string SshCurve(const KeyKind& kind);

// The public half in SSH's wire format, of a key that SSH knows: RFC 4253 (6.6), RFC 5656 (3.1), RFC 8709 (4).
Secret SshPublicBlob(const KeyParts& key);

}  // namespace offloop
