#pragma once

#include <string>

#include "../secret.h"
#include "openssl.h"

namespace offloop {

// The textual encoding of RFC 7468.
Secret Pem(const OpenSslStay& openssl, const std::string& label, const Secret& der);

}  // namespace offloop
