#pragma once

#include <string>

#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// The fingerprint of the public half that ssh-keygen -l shows, "SHA256:…". For a key that SSH does not know, the digest
// of its SubjectPublicKeyInfo.
std::string Fingerprint(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
