#include "rsa.h"

namespace offloop {

namespace {

const EVP_MD* DigestByName(const OpenSslStay& openssl, const std::string& name, const char* what) {
  const EVP_MD* digest = openssl->EVP_get_digestbyname(name.c_str());
  if (digest == nullptr) throw CodedFailure{"ERR_CRYPTO_INVALID_DIGEST", "Invalid " + std::string(what) + ": " + name};
  return digest;
}

// What restricts an RSA-PSS key (RFC 8017, A.2.3). As Node does it: the hash also serves MGF1 unless another is
// named, and the salt is as long as the hash.
struct PssRestrictions {
  std::string hash;
  std::string mgf1_hash;
  std::optional<int32_t> salt_length;
};

PssRestrictions RestrictionsOf(const OpenSslStay& openssl, const RsaParameters& rsa) {
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

}  // namespace

void CheckDigests(const OpenSslStay& openssl, const RsaParameters& rsa) { RestrictionsOf(openssl, rsa); }

Parameters ParametersOf(const OpenSslStay& openssl, const RsaParameters& rsa) {
  Parameters parameters;
  parameters.Unsigned(OSSL_PKEY_PARAM_RSA_BITS, rsa.modulus_length);
  parameters.Unsigned(OSSL_PKEY_PARAM_RSA_E, rsa.public_exponent);
  const PssRestrictions pss = RestrictionsOf(openssl, rsa);
  if (!pss.hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_DIGEST, pss.hash);
  if (!pss.mgf1_hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, pss.mgf1_hash);
  if (pss.salt_length) parameters.Signed(OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, *pss.salt_length);
  return parameters;
}

}  // namespace offloop
