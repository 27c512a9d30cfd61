#include "algorithm_identifier.h"

#include <string>
#include <utility>

#include "der.h"

namespace offloop {

namespace {

// Empty if OpenSSL knows no identifier for the name.
Secret ObjectIdentifier(const OpenSslSession& openssl, const std::string& name) {
  const ASN1_OBJECT* object = openssl->OBJ_nid2obj(openssl->OBJ_txt2nid(name.c_str()));
  const int size = openssl->i2d_ASN1_OBJECT(object, nullptr);
  if (size <= 0) return Secret();
  Secret identifier(static_cast<size_t>(size));
  uint8_t* end = identifier.data();
  openssl->i2d_ASN1_OBJECT(object, &end);
  return identifier;
}

// OpenSSL's encoder is slow, but it encodes the parameters of any key. X509_PUBKEY_set(3) is what Node calls;
// i2d_PUBKEY(3) would fail without queuing an error.
Secret TakenFromPublicKey(const OpenSslSession& openssl, EVP_PKEY* key) {
  X509_PUBKEY* set = nullptr;
  const bool is_set = openssl->X509_PUBKEY_set(&set, key) == 1;
  const OpenSslOwned<X509_PUBKEY> public_key = openssl.Own(set);
  uint8_t* der = nullptr;
  const int size = is_set ? openssl->i2d_X509_PUBKEY(public_key.get(), &der) : 0;
  if (size <= 0) FailCrypto(openssl, "encode the public key");
  Secret info(der, static_cast<size_t>(size));
  openssl->CRYPTO_free(der, __FILE__, __LINE__);
  return DerChild(info, 0);
}

}  // namespace

Secret AlgorithmIdentifier(const OpenSslSession& openssl, const KeyParts& key) {
  switch (key.kind().family) {
    case KeyFamily::kRsa:
      return Der(DerTag::kSequence, {ObjectIdentifier(openssl, "rsaEncryption"), Der(DerTag::kNull, {})});
    case KeyFamily::kEc:
      if (key.Text(OSSL_PKEY_PARAM_EC_ENCODING) == OSSL_PKEY_EC_ENCODING_GROUP) {
        Secret curve = ObjectIdentifier(openssl, key.kind().curve);
        if (curve.size() > 0) {
          return Der(DerTag::kSequence, {ObjectIdentifier(openssl, "id-ecPublicKey"), std::move(curve)});
        }
      }
      return TakenFromPublicKey(openssl, key.get());
    case KeyFamily::kRsaPss:
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
      return TakenFromPublicKey(openssl, key.get());
    case KeyFamily::kEd25519:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
    case KeyFamily::kModuleLattice:
    case KeyFamily::kSlhDsa:
      break;
  }
  return Der(DerTag::kSequence, {ObjectIdentifier(openssl, key.TypeName())});
}

}  // namespace offloop
