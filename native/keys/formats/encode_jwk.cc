#include "encode_jwk.h"

#include <string_view>
#include <utility>

#include "base64.h"

namespace offloop {

namespace {

// The curves that JWK has a name for, with the size of a coordinate.
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

[[noreturn]] void FailFamily(const KeyKind& kind) {
  throw CodedFailure{"ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE",
                     "Unsupported JWK Key Type: " + kind.algorithm + "; take the format 'pem' or 'der'"};
}

// Writes a JSON object. Names and values must not need escapes.
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
  // Also ends the previous member.
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

// `private_part` names the seed of a key that is expanded from one, and the whole private key of others.
Secret EncodeAkp(const OpenSslSession& openssl, const KeyParts& parts, const char* private_part, bool is_private) {
  JwkWriter jwk(openssl, "AKP");
  jwk.Text("alg", parts.TypeName());
  jwk.Bytes("pub", parts.Octets(OSSL_PKEY_PARAM_PUB_KEY));
  if (is_private) jwk.Bytes("priv", parts.Octets(private_part));
  return jwk.Finish();
}

Secret Encode(const OpenSslSession& openssl, const KeyParts& key, bool is_private) {
  switch (key.kind().family) {
    case KeyFamily::kRsa:
      return EncodeRsa(openssl, key, is_private);
    case KeyFamily::kEc:
      return EncodeEc(openssl, key, *CurveOf(key.kind()), is_private);
    case KeyFamily::kEd25519:
      return EncodeOkp(openssl, key, "Ed25519", is_private);
    case KeyFamily::kEd448:
      return EncodeOkp(openssl, key, "Ed448", is_private);
    case KeyFamily::kX25519:
      return EncodeOkp(openssl, key, "X25519", is_private);
    case KeyFamily::kX448:
      return EncodeOkp(openssl, key, "X448", is_private);
    case KeyFamily::kModuleLattice:
      return EncodeAkp(openssl, key, "seed", is_private);
    case KeyFamily::kSlhDsa:
      return EncodeAkp(openssl, key, OSSL_PKEY_PARAM_PRIV_KEY, is_private);
    case KeyFamily::kRsaPss:
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
      break;
  }
  FailFamily(key.kind());
}

}  // namespace

void CheckJwk(const KeyKind& kind) {
  switch (kind.family) {
    case KeyFamily::kEc:
      if (CurveOf(kind) != nullptr) return;
      throw CodedFailure{"ERR_CRYPTO_JWK_UNSUPPORTED_CURVE",
                         "Unsupported JWK EC curve: " + kind.curve + "; take the format 'pem' or 'der'"};
    case KeyFamily::kRsa:
    case KeyFamily::kEd25519:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
    case KeyFamily::kModuleLattice:
    case KeyFamily::kSlhDsa:
      return;
    case KeyFamily::kRsaPss:
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
      FailFamily(kind);
  }
}

Secret EncodePublicJwk(const OpenSslSession& openssl, const KeyParts& key) { return Encode(openssl, key, false); }

Secret EncodePrivateJwk(const OpenSslSession& openssl, const KeyParts& key) { return Encode(openssl, key, true); }

}  // namespace offloop
