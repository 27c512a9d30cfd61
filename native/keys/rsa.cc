#include "rsa.h"

#include "formats/algorithm_identifier.h"
#include "openssl/key_parts.h"

namespace offloop {

namespace {

const EVP_MD* DigestByName(const OpenSslSession& openssl, const std::string& name, const char* what) {
  const EVP_MD* digest = openssl->EVP_get_digestbyname(name.c_str());
  if (digest == nullptr) throw CodedFailure{"ERR_CRYPTO_INVALID_DIGEST", "Invalid " + std::string(what) + ": " + name};
  return digest;
}

void AddRestrictions(Parameters& parameters, const PssRestrictions& pss) {
  if (!pss.hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_DIGEST, pss.hash);
  if (!pss.mgf1_hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, pss.mgf1_hash);
  if (pss.salt_length) parameters.Signed(OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, *pss.salt_length);
}

}  // namespace

PssRestrictions ResolveRestrictions(const OpenSslSession& openssl, const RsaParameters& rsa) {
  PssRestrictions found{{}, {}, rsa.salt_length};
  if (rsa.hash_algorithm) {
    const EVP_MD* digest = DigestByName(openssl, *rsa.hash_algorithm, "digest");
    found.hash = found.mgf1_hash = openssl->EVP_MD_get0_name(digest);
    if (!found.salt_length) found.salt_length = openssl->EVP_MD_get_size(digest);
  }
  if (rsa.mgf1_hash_algorithm) {
    const EVP_MD* digest = DigestByName(openssl, *rsa.mgf1_hash_algorithm, "MGF1 digest");
    found.mgf1_hash = openssl->EVP_MD_get0_name(digest);
  }
  return found;
}

void CheckRestrictions(const OpenSslSession& openssl, const RsaParameters& rsa, const PssRestrictions& restrictions) {
  if (restrictions.mgf1_hash.empty()) return;
  // OpenSSL has no function that tells which digests DER can name. So it encodes a public key with these restrictions
  // and an arbitrary modulus.
  Parameters parameters;
  parameters.BigEndian(OSSL_PKEY_PARAM_RSA_N, std::string(64, '\xff'));
  parameters.Unsigned(OSSL_PKEY_PARAM_RSA_E, rsa.public_exponent);
  AddRestrictions(parameters, restrictions);
  const auto context = openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr));
  EVP_PKEY* made = nullptr;
  if (!context || openssl->EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.List().data()) <= 0) {
    FailCrypto(openssl, "restrict the key");
  }
  const OpenSslOwned<EVP_PKEY> trial = openssl.Own(made);
  AlgorithmIdentifier(openssl, KeyParts(openssl, {KeyFamily::kRsaPss, "RSA-PSS", ""}, trial.get()));
}

Parameters ParametersOf(const RsaParameters& rsa, const PssRestrictions& restrictions) {
  Parameters parameters;
  parameters.Unsigned(OSSL_PKEY_PARAM_RSA_BITS, rsa.modulus_length);
  parameters.Unsigned(OSSL_PKEY_PARAM_RSA_E, rsa.public_exponent);
  AddRestrictions(parameters, restrictions);
  return parameters;
}

}  // namespace offloop
