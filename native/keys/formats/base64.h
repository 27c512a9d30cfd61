#pragma once

#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

// RFC 4648, section 4: on one line, padded.
Secret Base64(const OpenSslSession& openssl, const Secret& bytes);

// RFC 4648, section 5: safe in URLs, not padded.
Secret Base64Url(const OpenSslSession& openssl, const Secret& bytes);

}  // namespace offloop
