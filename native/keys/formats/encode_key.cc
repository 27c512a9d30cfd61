#include "encode_key.h"

#include "encode_jwk.h"
#include "encode_openssh.h"
#include "encode_pem_der.h"

namespace offloop {

void CheckForms(const KeyKind& kind, const KeyRequest& request) {
  for (const std::string& format : {request.public_encoding.format, request.private_encoding.format}) {
    if (format == "jwk") CheckJwk(kind);
    if (format == "openssh") CheckOpenssh(kind, request);
  }
}

EncodedKey EncodeKey(const OpenSslSession& openssl, EVP_PKEY* key, const PublicEncoding& encoding) {
  const std::string& format = encoding.format;
  if (format == "jwk") return {true, EncodePublicJwk(openssl, key)};
  if (format == "openssh") return {true, EncodePublicOpenssh(openssl, key, encoding)};
  return {format == "pem", EncodePublic(openssl, key, encoding)};
}

EncodedKey EncodeKey(const OpenSslSession& openssl, EVP_PKEY* key, const PrivateEncoding& encoding, const Turn& turn) {
  const std::string& format = encoding.format;
  if (format == "jwk") return {true, EncodePrivateJwk(openssl, key)};
  if (format == "openssh") return {true, EncodePrivateOpenssh(openssl, key, encoding, turn)};
  return {format == "pem", EncodePrivate(openssl, key, encoding)};
}

}  // namespace offloop
