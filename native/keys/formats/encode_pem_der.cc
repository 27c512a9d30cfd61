#include "encode_pem_der.h"

#include <utility>

#include "encode_private_key.h"
#include "encode_public_key.h"
#include "encrypt_private_key.h"
#include "pem.h"

namespace offloop {

namespace {

Secret AsFormat(const OpenSslSession& openssl, KeyFormat format, const char* label, Secret der) {
  return format == KeyFormat::kPem ? Pem(openssl, label, der) : std::move(der);
}

Secret EncodePkcs8(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding) {
  Secret info = PrivateKeyInfo(openssl, key);
  if (encoding.cipher == nullptr) return AsFormat(openssl, encoding.format, PEM_STRING_PKCS8INF, std::move(info));
  return AsFormat(openssl, encoding.format, PEM_STRING_PKCS8, EncryptedPrivateKeyInfo(openssl, info, encoding));
}

Secret EncodeTraditional(const OpenSslSession& openssl, const char* label, Secret der,
                         const PrivateEncoding& encoding) {
  if (encoding.cipher != nullptr) return EncryptedPem(openssl, label, der, encoding);
  return AsFormat(openssl, encoding.format, label, std::move(der));
}

}  // namespace

Secret EncodePublic(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding) {
  switch (encoding.type) {
    case PublicKeyType::kPkcs1:
      return AsFormat(openssl, encoding.format, PEM_STRING_RSA_PUBLIC, PublicKey(key));
    case PublicKeyType::kSpki:
      break;
  }
  return AsFormat(openssl, encoding.format, PEM_STRING_PUBLIC, SubjectPublicKeyInfo(openssl, key));
}

Secret EncodePrivate(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding) {
  switch (encoding.type) {
    case PrivateKeyType::kPkcs1:
      return EncodeTraditional(openssl, PEM_STRING_RSA, RsaPrivateKey(key), encoding);
    case PrivateKeyType::kSec1:
      return EncodeTraditional(openssl, PEM_STRING_ECPRIVATEKEY, EcPrivateKey(openssl, key), encoding);
    case PrivateKeyType::kPkcs8:
      break;
  }
  return EncodePkcs8(openssl, key, encoding);
}

}  // namespace offloop
