#include "encode_public_key.h"

#include "../openssl/key_parts.h"
#include "algorithm_identifier.h"
#include "der.h"

namespace offloop {

Secret PublicKey(const OpenSslSession& openssl, EVP_PKEY* key) {
  const KeyParts parts(openssl, key);
  const std::string algorithm = parts.Kind().algorithm;
  if (algorithm == "RSA" || algorithm == "RSA-PSS") {
    return Der(DerTag::kSequence,
               {DerInteger(parts.Number(OSSL_PKEY_PARAM_RSA_N)), DerInteger(parts.Number(OSSL_PKEY_PARAM_RSA_E))});
  }
  if (algorithm == "DSA" || algorithm == "DH") return DerInteger(parts.Number(OSSL_PKEY_PARAM_PUB_KEY));
  return parts.Octets(OSSL_PKEY_PARAM_PUB_KEY);
}

Secret SubjectPublicKeyInfo(const OpenSslSession& openssl, EVP_PKEY* key) {
  return Der(DerTag::kSequence, {AlgorithmIdentifier(openssl, key), DerBitString(PublicKey(openssl, key))});
}

}  // namespace offloop
