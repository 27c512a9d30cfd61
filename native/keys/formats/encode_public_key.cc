#include "encode_public_key.h"

#include "algorithm_identifier.h"
#include "der.h"

namespace offloop {

Secret PublicKey(const KeyParts& key) {
  switch (key.kind().family) {
    case KeyFamily::kRsa:
    case KeyFamily::kRsaPss:
      return Der(DerTag::kSequence,
                 {DerInteger(key.Number(OSSL_PKEY_PARAM_RSA_N)), DerInteger(key.Number(OSSL_PKEY_PARAM_RSA_E))});
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
      return DerInteger(key.Number(OSSL_PKEY_PARAM_PUB_KEY));
    case KeyFamily::kEc:
    case KeyFamily::kEd25519:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
    case KeyFamily::kModuleLattice:
    case KeyFamily::kSlhDsa:
      break;
  }
  return key.Octets(OSSL_PKEY_PARAM_PUB_KEY);
}

Secret SubjectPublicKeyInfo(const OpenSslSession& openssl, const KeyParts& key) {
  return Der(DerTag::kSequence, {AlgorithmIdentifier(openssl, key), DerBitString(PublicKey(key))});
}

}  // namespace offloop
