#include "encode_pem_der.h"

#include "encode_private_key.h"
#include "encode_public_key.h"
#include "encrypt_private_key.h"
#include "pem.h"

namespace offloop {

namespace {

template <typename Encoding>
Secret AsFormat(const OpenSslSession& openssl, const Encoding& encoding, const char* label, Secret der) {
  return encoding.format == "pem" ? Pem(openssl, label, der) : std::move(der);
}

}  // namespace

Secret EncodePublic(const OpenSslSession& openssl, EVP_PKEY* key, const PublicEncoding& encoding) {
  if (encoding.type == "pkcs1") return AsFormat(openssl, encoding, PEM_STRING_RSA_PUBLIC, PublicKey(openssl, key));
  return AsFormat(openssl, encoding, PEM_STRING_PUBLIC, SubjectPublicKeyInfo(openssl, key));
}

Secret EncodePrivate(const OpenSslSession& openssl, EVP_PKEY* key, const PrivateEncoding& encoding) {
  if (encoding.type == "pkcs8") {
    Secret info = PrivateKeyInfo(openssl, key);
    if (!encoding.cipher) return AsFormat(openssl, encoding, PEM_STRING_PKCS8INF, std::move(info));
    return AsFormat(openssl, encoding, PEM_STRING_PKCS8, EncryptedPrivateKeyInfo(openssl, info, encoding));
  }
  const bool is_rsa = encoding.type == "pkcs1";
  const char* label = is_rsa ? PEM_STRING_RSA : PEM_STRING_ECPRIVATEKEY;
  Secret der = is_rsa ? RsaPrivateKey(openssl, key) : EcPrivateKey(openssl, key);
  if (encoding.cipher) return EncryptedPem(openssl, label, der, encoding);
  return AsFormat(openssl, encoding, label, std::move(der));
}

}  // namespace offloop
