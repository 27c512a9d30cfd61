#include "ec.h"

#include "openssl/key_parts.h"

namespace offloop {

namespace {

// OpenSSL's own name of the curve that it finds under a name; empty if it finds none.
std::string LookedUp(const OpenSslSession& openssl, const std::string& name) {
  Parameters parameters;
  parameters.Text(OSSL_PKEY_PARAM_GROUP_NAME, name);
  const OpenSslOwned<EVP_PKEY_CTX> context = openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* found = nullptr;
  if (!context || openssl->EVP_PKEY_paramgen_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_CTX_set_params(context.get(), parameters.List().data()) <= 0 ||
      openssl->EVP_PKEY_generate(context.get(), &found) <= 0) {
    openssl->ERR_clear_error();
    return "";
  }
  const OpenSslOwned<EVP_PKEY> curve = openssl.Own(found);
  return KeyParts(openssl, {KeyFamily::kEc, "EC", ""}, curve.get()).Text(OSSL_PKEY_PARAM_GROUP_NAME);
}

std::string CurveName(const OpenSslSession& openssl, const EcParameters& ec) {
  const std::string& name = ec.named_curve;
  int nid = openssl->EC_curve_nist2nid(name.c_str());
  if (nid == NID_undef) nid = openssl->OBJ_sn2nid(name.c_str());
  if (nid != NID_undef) return openssl->OBJ_nid2sn(nid);
  std::string curve = ec.looked_up_by_openssl ? LookedUp(openssl, name) : "";
  if (curve.empty()) {
    throw CodedFailure{"ERR_CRYPTO_INVALID_CURVE",
                       "Invalid EC curve name: '" + name + "'; crypto.getCurves() lists the known ones"};
  }
  return curve;
}

}  // namespace

KeyKind ResolveKind(const OpenSslSession& openssl, const EcParameters& ec) {
  const std::string curve = CurveName(openssl, ec);
  if (curve == "ED25519") return {KeyFamily::kEd25519, curve, ""};
  if (curve == "ED448") return {KeyFamily::kEd448, curve, ""};
  if (curve == "X25519") return {KeyFamily::kX25519, curve, ""};
  if (curve == "X448") return {KeyFamily::kX448, curve, ""};
  return {KeyFamily::kEc, "EC", curve};
}

Parameters ParametersOf(const KeyKind& kind, const EcParameters& ec) {
  Parameters parameters;
  if (kind.family != KeyFamily::kEc) return parameters;
  parameters.Text(OSSL_PKEY_PARAM_GROUP_NAME, kind.curve);
  parameters.Text(OSSL_PKEY_PARAM_EC_ENCODING,
                  ec.explicit_parameters ? OSSL_PKEY_EC_ENCODING_EXPLICIT : OSSL_PKEY_EC_ENCODING_GROUP);
  return parameters;
}

}  // namespace offloop
