#include "encode_private_key.h"

#include "../openssl/key_parts.h"
#include "algorithm_identifier.h"
#include "der.h"
#include "encode_seed_key.h"

namespace offloop {

namespace {

// With its curve or, where that is said elsewhere, without.
Secret EcPrivateKeyWith(const OpenSslSession& openssl, EVP_PKEY* key, Secret curve) {
  const KeyParts parts(openssl, key);
  // As long as the order of the curve, whatever the number.
  const auto width = static_cast<size_t>((openssl->EVP_PKEY_get_bits(key) + 7) / 8);
  return Der(DerTag::kSequence,
             {DerInteger(1), Der(DerTag::kOctetString, {parts.Number(OSSL_PKEY_PARAM_PRIV_KEY, width)}),
              std::move(curve),
              Der(DerTag::kContext1, {DerBitString(parts.Octets(OSSL_PKEY_PARAM_PUB_KEY))})});
}

// What PKCS #8 wraps.
Secret PrivateKey(const OpenSslSession& openssl, EVP_PKEY* key) {
  const KeyParts parts(openssl, key);
  const std::string algorithm = parts.Kind().algorithm;
  if (algorithm == "RSA" || algorithm == "RSA-PSS") return RsaPrivateKey(openssl, key);
  if (algorithm == "EC") return EcPrivateKeyWith(openssl, key, Secret());
  if (algorithm == "DSA" || algorithm == "DH") return DerInteger(parts.Number(OSSL_PKEY_PARAM_PRIV_KEY));
  if (IsModuleLattice(algorithm)) return SeedKey(openssl, key);
  if (IsSlhDsa(algorithm)) return parts.Octets(OSSL_PKEY_PARAM_PRIV_KEY);
  // RFC 8410, section 7.
  return Der(DerTag::kOctetString, {parts.Octets(OSSL_PKEY_PARAM_PRIV_KEY)});
}

}  // namespace

Secret RsaPrivateKey(const OpenSslSession& openssl, EVP_PKEY* key) {
  const KeyParts parts(openssl, key);
  const auto number = [&parts](const char* name) { return DerInteger(parts.Number(name)); };
  return Der(DerTag::kSequence, {DerInteger(0), number(OSSL_PKEY_PARAM_RSA_N), number(OSSL_PKEY_PARAM_RSA_E),
                                 number(OSSL_PKEY_PARAM_RSA_D), number(OSSL_PKEY_PARAM_RSA_FACTOR1),
                                 number(OSSL_PKEY_PARAM_RSA_FACTOR2), number(OSSL_PKEY_PARAM_RSA_EXPONENT1),
                                 number(OSSL_PKEY_PARAM_RSA_EXPONENT2), number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1)});
}

Secret EcPrivateKey(const OpenSslSession& openssl, EVP_PKEY* key) {
  return EcPrivateKeyWith(openssl, key, Der(DerTag::kContext0, {DerChild(AlgorithmIdentifier(openssl, key), 1)}));
}

Secret PrivateKeyInfo(const OpenSslSession& openssl, EVP_PKEY* key) {
  return Der(DerTag::kSequence, {DerInteger(0), AlgorithmIdentifier(openssl, key),
                                 Der(DerTag::kOctetString, {PrivateKey(openssl, key)})});
}

}  // namespace offloop
