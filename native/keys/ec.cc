#include "ec.h"

namespace offloop {

namespace {

std::string CurveName(const OpenSslStay& openssl, const std::string& name) {
  int nid = openssl->EC_curve_nist2nid(name.c_str());
  if (nid == NID_undef) nid = openssl->OBJ_sn2nid(name.c_str());
  if (nid == NID_undef) {
    throw CodedFailure{"ERR_CRYPTO_INVALID_CURVE",
                       "Invalid EC curve name: '" + name + "'; crypto.getCurves() lists those there are"};
  }
  return openssl->OBJ_nid2sn(nid);
}

}  // namespace

KeyKind KindOf(const OpenSslStay& openssl, const EcParameters& ec) {
  const std::string curve = CurveName(openssl, ec.named_curve);
  if (curve == "ED25519" || curve == "ED448" || curve == "X25519" || curve == "X448") return {curve, ""};
  return {"EC", curve};
}

Parameters ParametersOf(const OpenSslStay& openssl, const EcParameters& ec) {
  Parameters parameters;
  const KeyKind kind = KindOf(openssl, ec);
  if (kind.algorithm != "EC") return parameters;
  parameters.Text(OSSL_PKEY_PARAM_GROUP_NAME, kind.curve);
  parameters.Text(OSSL_PKEY_PARAM_EC_ENCODING,
                  ec.explicit_parameters ? OSSL_PKEY_EC_ENCODING_EXPLICIT : OSSL_PKEY_EC_ENCODING_GROUP);
  return parameters;
}

}  // namespace offloop
