#include "algorithms.h"

#include <vector>

namespace offloop {

namespace {

// A list of OSSL_PARAM(3). It points at the values, which have to outlive it.
class Parameters {
 public:
  void Text(const char* name, const std::string& value) {
    list_.push_back(::OSSL_PARAM{name, OSSL_PARAM_UTF8_STRING, const_cast<char*>(value.data()), value.size(), 0});
  }
  void Unsigned(const char* name, const uint32_t& value) {
    list_.push_back(
        ::OSSL_PARAM{name, OSSL_PARAM_UNSIGNED_INTEGER, const_cast<uint32_t*>(&value), sizeof value, 0});
  }
  void Signed(const char* name, const int32_t& value) {
    list_.push_back(::OSSL_PARAM{name, OSSL_PARAM_INTEGER, const_cast<int32_t*>(&value), sizeof value, 0});
  }
  const OSSL_PARAM* Finish() {
    list_.push_back(::OSSL_PARAM{nullptr, 0, nullptr, 0, 0});
    return list_.data();
  }

 private:
  std::vector<OSSL_PARAM> list_;
};

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

PssRestrictions RestrictionsOf(const OpenSslStay& openssl, const KeyRequest& request) {
  PssRestrictions found{{}, {}, request.salt_length};
  if (request.hash_algorithm) {
    const EVP_MD* digest = DigestByName(openssl, *request.hash_algorithm, "digest");
    found.hash = found.mgf1_hash = openssl->EVP_MD_get0_name(digest);
    if (!found.salt_length) found.salt_length = openssl->EVP_MD_get_size(digest);
  }
  if (request.mgf1_hash_algorithm) {
    const EVP_MD* digest = DigestByName(openssl, *request.mgf1_hash_algorithm, "MGF1 digest");
    found.mgf1_hash = openssl->EVP_MD_get0_name(digest);
  }
  return found;
}

std::string CurveName(const OpenSslStay& openssl, const std::string& name) {
  int nid = openssl->EC_curve_nist2nid(name.c_str());
  if (nid == NID_undef) nid = openssl->OBJ_sn2nid(name.c_str());
  if (nid == NID_undef) {
    throw CodedFailure{"ERR_CRYPTO_INVALID_CURVE",
                       "Invalid EC curve name: '" + name + "'; crypto.getCurves() lists those there are"};
  }
  return openssl->OBJ_nid2sn(nid);
}

// Curves with an algorithm of their own, which 'ec' makes keys of as well when it is given their name: Node has it so.
bool IsAlgorithm(const std::string& curve) {
  return curve == "ED25519" || curve == "ED448" || curve == "X25519" || curve == "X448";
}

}  // namespace

KeyKind KindOf(const OpenSslStay& openssl, const KeyRequest& request) {
  if (request.algorithm != "EC") return {request.algorithm, ""};
  const std::string curve = CurveName(openssl, request.named_curve);
  if (IsAlgorithm(curve)) return {curve, ""};
  return {"EC", curve};
}

void CheckNames(const OpenSslStay& openssl, const KeyRequest& request) {
  if (request.algorithm == "EC") {
    const std::string algorithm = KindOf(openssl, request).algorithm;
    if (algorithm != "EC" && request.private_encoding.type == "sec1") {
      throw CodedFailure{"ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
                         "The selected key encoding sec1 can only be used for EC keys, and " + algorithm +
                             " has none."};
    }
  }
  if (request.algorithm == "RSA-PSS") RestrictionsOf(openssl, request);
}

OpenSslOwned<EVP_PKEY_CTX> PrepareGeneration(const OpenSslStay& openssl, const KeyRequest& request) {
  const auto [algorithm, curve] = KindOf(openssl, request);
  OpenSslOwned<EVP_PKEY_CTX> context =
      openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, algorithm.c_str(), nullptr));
  if (!context || openssl->EVP_PKEY_keygen_init(context.get()) <= 0) FailCrypto(openssl, "prepare the generation");

  Parameters parameters;
  PssRestrictions pss;
  const std::string encoding =
      request.explicit_parameters ? OSSL_PKEY_EC_ENCODING_EXPLICIT : OSSL_PKEY_EC_ENCODING_GROUP;
  if (algorithm == "RSA" || algorithm == "RSA-PSS") {
    parameters.Unsigned(OSSL_PKEY_PARAM_RSA_BITS, request.modulus_length);
    parameters.Unsigned(OSSL_PKEY_PARAM_RSA_E, request.public_exponent);
  }
  if (algorithm == "RSA-PSS") {
    pss = RestrictionsOf(openssl, request);
    if (!pss.hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_DIGEST, pss.hash);
    if (!pss.mgf1_hash.empty()) parameters.Text(OSSL_PKEY_PARAM_RSA_MGF1_DIGEST, pss.mgf1_hash);
    if (pss.salt_length) parameters.Signed(OSSL_PKEY_PARAM_RSA_PSS_SALTLEN, *pss.salt_length);
  }
  if (algorithm == "EC") {
    parameters.Text(OSSL_PKEY_PARAM_GROUP_NAME, curve);
    parameters.Text(OSSL_PKEY_PARAM_EC_ENCODING, encoding);
  }
  if (openssl->EVP_PKEY_CTX_set_params(context.get(), parameters.Finish()) <= 0) FailCrypto(openssl, "prepare the generation");
  return context;
}

}  // namespace offloop
