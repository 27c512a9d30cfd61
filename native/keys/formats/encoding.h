#pragma once

#include <string>

#include "../../memory/secret.h"
#include "../openssl/openssl.h"

namespace offloop {

enum class KeyFormat { kPem, kDer, kJwk, kOpenssh };

// What PEM and DER hold.
enum class PublicKeyType { kSpki, kPkcs1 };
enum class PrivateKeyType { kPkcs8, kPkcs1, kSec1 };

struct PublicEncoding {
  KeyFormat format;
  PublicKeyType type;
  std::string comment;  // of kOpenssh; may be empty
};

struct PrivateEncoding {
  KeyFormat format;
  PrivateKeyType type;
  std::string comment;       // of kOpenssh; may be empty
  const EVP_CIPHER* cipher;  // of kPem and kDer; null for none
  const Secret& passphrase;  // empty for none; owned by the request
};

}  // namespace offloop
