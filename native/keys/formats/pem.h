#pragma once

#include <string>

#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

// The textual encoding of RFC 7468. Its lines have 64 characters, OpenSSH's 70.
Secret Pem(const OpenSslSession& openssl, const std::string& label, const Secret& bytes, size_t columns = 64);

}  // namespace offloop
