#pragma once

#include <string>

#include "../openssl/key_parts.h"
#include "../openssl/openssl.h"

namespace offloop {

// What ssh-keygen -l shows of the public half, "SHA256:…". Of a key that SSH does not know, the digest is that of its
// SubjectPublicKeyInfo.
std::string Fingerprint(const OpenSslSession& openssl, const KeyParts& key);

}  // namespace offloop
