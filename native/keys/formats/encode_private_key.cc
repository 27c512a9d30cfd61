#include "encode_private_key.h"

#include <utility>

#include "algorithm_identifier.h"
#include "der.h"
#include "encode_seed_key.h"

namespace offloop {

namespace {

// `curve` is empty if the curve is named elsewhere.
Secret EcPrivateKeyWith(const OpenSslSession& openssl, const KeyParts& key, Secret curve) {
  // RFC 5915 pads the number to the length of the curve's order.
  const auto width = static_cast<size_t>((openssl->EVP_PKEY_get_bits(key.get()) + 7) / 8);
  return Der(DerTag::kSequence,
             {DerInteger(1), Der(DerTag::kOctetString, {key.Number(OSSL_PKEY_PARAM_PRIV_KEY, width)}), std::move(curve),
              Der(DerTag::kContext1, {DerBitString(key.Octets(OSSL_PKEY_PARAM_PUB_KEY))})});
}

// The content of a PrivateKeyInfo.
Secret PrivateKey(const OpenSslSession& openssl, const KeyParts& key) {
  switch (key.kind().family) {
    case KeyFamily::kRsa:
    case KeyFamily::kRsaPss:
      return RsaPrivateKey(key);
    case KeyFamily::kEc:
      return EcPrivateKeyWith(openssl, key, Secret());
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
      return DerInteger(key.Number(OSSL_PKEY_PARAM_PRIV_KEY));
    case KeyFamily::kModuleLattice:
      return SeedKey(openssl, key);
    case KeyFamily::kSlhDsa:
      return key.Octets(OSSL_PKEY_PARAM_PRIV_KEY);
    case KeyFamily::kEd25519:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
      break;
  }
  // RFC 8410, section 7.
  return Der(DerTag::kOctetString, {key.Octets(OSSL_PKEY_PARAM_PRIV_KEY)});
}

}  // namespace

Secret RsaPrivateKey(const KeyParts& key) {
  const auto number = [&key](const char* name) { return DerInteger(key.Number(name)); };
  return Der(DerTag::kSequence, {DerInteger(0), number(OSSL_PKEY_PARAM_RSA_N), number(OSSL_PKEY_PARAM_RSA_E),
                                 number(OSSL_PKEY_PARAM_RSA_D), number(OSSL_PKEY_PARAM_RSA_FACTOR1),
                                 number(OSSL_PKEY_PARAM_RSA_FACTOR2), number(OSSL_PKEY_PARAM_RSA_EXPONENT1),
                                 number(OSSL_PKEY_PARAM_RSA_EXPONENT2), number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1)});
}

Secret EcPrivateKey(const OpenSslSession& openssl, const KeyParts& key) {
  return EcPrivateKeyWith(openssl, key, Der(DerTag::kContext0, {DerChild(AlgorithmIdentifier(openssl, key), 1)}));
}

Secret PrivateKeyInfo(const OpenSslSession& openssl, const KeyParts& key) {
  return Der(DerTag::kSequence,
             {DerInteger(0), AlgorithmIdentifier(openssl, key), Der(DerTag::kOctetString, {PrivateKey(openssl, key)})});
}

}  // namespace offloop
