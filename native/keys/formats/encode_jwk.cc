#include "encode_jwk.h"

#include <string_view>
#include <utility>

#include "../openssl/key_parts.h"
#include "base64.h"

namespace offloop {

namespace {

// The curves that have a name in JSON, and how many bytes a coordinate of theirs has.
struct JwkCurve {
  const char* openssl;
  const char* name;
  size_t bytes;
};

constexpr JwkCurve kCurves[] = {
    {"prime256v1", "P-256", 32},
    {"secp384r1", "P-384", 48},
    {"secp521r1", "P-521", 66},
    {"secp256k1", "secp256k1", 32},
};

const JwkCurve* CurveOf(const KeyKind& kind) {
  for (const JwkCurve& curve : kCurves) {
    if (kind.curve == curve.openssl) return &curve;
  }
  return nullptr;
}

// "Ed25519" for "ED25519"; null for what is no curve of RFC 8037.
const char* OkpCurve(const std::string& algorithm) {
  if (algorithm == "ED25519") return "Ed25519";
  if (algorithm == "ED448") return "Ed448";
  if (algorithm == "X25519") return "X25519";
  if (algorithm == "X448") return "X448";
  return nullptr;
}

// The part that the private half of a post-quantum key is in JSON, null for other keys. Where a seed makes the key, the
// seed is it.
const char* AkpPrivatePart(const std::string& algorithm) {
  if (IsModuleLattice(algorithm)) return "seed";
  if (IsSlhDsa(algorithm)) return OSSL_PKEY_PARAM_PRIV_KEY;
  return nullptr;
}

// A JSON object of members that need no escapes.
class JwkWriter {
 public:
  JwkWriter(const OpenSslSession& openssl, const char* kty) : openssl_(openssl) {
    Raw("{\"kty\":\"");
    Raw(kty);
  }

  void Text(const char* name, std::string_view text) {
    Begin(name);
    Raw(text);
  }
  void Bytes(const char* name, const Secret& bytes) {
    const Secret encoded = Base64Url(openssl_, bytes);
    Text(name, {encoded.text(), encoded.size()});
  }

  Secret Finish() {
    Raw("\"}");
    return std::move(json_);
  }

 private:
  // Ends the member before.
  void Begin(const char* name) {
    Raw("\",\"");
    Raw(name);
    Raw("\":\"");
  }
  void Raw(std::string_view text) { json_.Append(text.data(), text.size()); }

  const OpenSslSession& openssl_;
  Secret json_;
};

Secret EncodeRsa(const OpenSslSession& openssl, const KeyParts& parts, bool is_private) {
  JwkWriter jwk(openssl, "RSA");
  jwk.Bytes("n", parts.Number(OSSL_PKEY_PARAM_RSA_N));
  jwk.Bytes("e", parts.Number(OSSL_PKEY_PARAM_RSA_E));
  if (is_private) {
    jwk.Bytes("d", parts.Number(OSSL_PKEY_PARAM_RSA_D));
    jwk.Bytes("p", parts.Number(OSSL_PKEY_PARAM_RSA_FACTOR1));
    jwk.Bytes("q", parts.Number(OSSL_PKEY_PARAM_RSA_FACTOR2));
    jwk.Bytes("dp", parts.Number(OSSL_PKEY_PARAM_RSA_EXPONENT1));
    jwk.Bytes("dq", parts.Number(OSSL_PKEY_PARAM_RSA_EXPONENT2));
    jwk.Bytes("qi", parts.Number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1));
  }
  return jwk.Finish();
}

Secret EncodeEc(const OpenSslSession& openssl, const KeyParts& parts, const JwkCurve& curve, bool is_private) {
  JwkWriter jwk(openssl, "EC");
  jwk.Bytes("x", parts.Number(OSSL_PKEY_PARAM_EC_PUB_X, curve.bytes));
  jwk.Bytes("y", parts.Number(OSSL_PKEY_PARAM_EC_PUB_Y, curve.bytes));
  jwk.Text("crv", curve.name);
  if (is_private) jwk.Bytes("d", parts.Number(OSSL_PKEY_PARAM_PRIV_KEY, curve.bytes));
  return jwk.Finish();
}

Secret EncodeOkp(const OpenSslSession& openssl, const KeyParts& parts, const char* curve, bool is_private) {
  JwkWriter jwk(openssl, "OKP");
  jwk.Text("crv", curve);
  jwk.Bytes("x", parts.Octets(OSSL_PKEY_PARAM_PUB_KEY));
  if (is_private) jwk.Bytes("d", parts.Octets(OSSL_PKEY_PARAM_PRIV_KEY));
  return jwk.Finish();
}

Secret EncodeAkp(const OpenSslSession& openssl, const KeyParts& parts, const std::string& algorithm, bool is_private) {
  JwkWriter jwk(openssl, "AKP");
  jwk.Text("alg", algorithm);
  jwk.Bytes("pub", parts.Octets(OSSL_PKEY_PARAM_PUB_KEY));
  if (is_private) jwk.Bytes("priv", parts.Octets(AkpPrivatePart(algorithm)));
  return jwk.Finish();
}

Secret Encode(const OpenSslSession& openssl, EVP_PKEY* key, bool is_private) {
  const KeyParts parts(openssl, key);
  const KeyKind kind = parts.Kind();
  CheckJwk(kind);
  if (kind.algorithm == "RSA") return EncodeRsa(openssl, parts, is_private);
  if (kind.algorithm == "EC") return EncodeEc(openssl, parts, *CurveOf(kind), is_private);
  if (const char* curve = OkpCurve(kind.algorithm)) return EncodeOkp(openssl, parts, curve, is_private);
  return EncodeAkp(openssl, parts, kind.algorithm, is_private);
}

}  // namespace

void CheckJwk(const KeyKind& kind) {
  const std::string& algorithm = kind.algorithm;
  if (algorithm == "EC" && CurveOf(kind) == nullptr) {
    throw CodedFailure{"ERR_CRYPTO_JWK_UNSUPPORTED_CURVE",
                       "Unsupported JWK EC curve: " + kind.curve + "; take the format 'pem' or 'der'"};
  }
  const bool named = OkpCurve(algorithm) != nullptr || AkpPrivatePart(algorithm) != nullptr;
  if (algorithm != "RSA" && algorithm != "EC" && !named) {
    throw CodedFailure{"ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE",
                       "Unsupported JWK Key Type: " + algorithm + "; take the format 'pem' or 'der'"};
  }
}

Secret EncodePublicJwk(const OpenSslSession& openssl, EVP_PKEY* key) { return Encode(openssl, key, false); }

Secret EncodePrivateJwk(const OpenSslSession& openssl, EVP_PKEY* key) { return Encode(openssl, key, true); }

}  // namespace offloop
