#include "encode_key.h"

#include "encode_jwk.h"
#include "encode_openssh.h"
#include "encode_pem_der.h"

namespace offloop {

void CheckFormat(const KeyKind& kind, KeyFormat format) {
  switch (format) {
    case KeyFormat::kPem:
    case KeyFormat::kDer:
      return;
    case KeyFormat::kJwk:
      return CheckJwk(kind);
    case KeyFormat::kOpenssh:
      return CheckOpenssh(kind);
  }
}

EncodedKey EncodeKey(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding) {
  switch (encoding.format) {
    case KeyFormat::kJwk:
      return {true, EncodePublicJwk(openssl, key)};
    case KeyFormat::kOpenssh:
      return {true, EncodePublicOpenssh(openssl, key, encoding)};
    case KeyFormat::kPem:
    case KeyFormat::kDer:
      break;
  }
  return {encoding.format == KeyFormat::kPem, EncodePublic(openssl, key, encoding)};
}

EncodedKey EncodeKey(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding,
                     const JobContext& context) {
  switch (encoding.format) {
    case KeyFormat::kJwk:
      return {true, EncodePrivateJwk(openssl, key)};
    case KeyFormat::kOpenssh:
      return {true, EncodePrivateOpenssh(openssl, key, encoding, context)};
    case KeyFormat::kPem:
    case KeyFormat::kDer:
      break;
  }
  return {encoding.format == KeyFormat::kPem, EncodePrivate(openssl, key, encoding)};
}

}  // namespace offloop
