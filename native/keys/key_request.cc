#include "key_request.h"

#include "../js/arguments.h"

namespace offloop {

namespace {

std::string Text(const Napi::Object& object, const char* name) {
  return object.Get(name).As<Napi::String>().Utf8Value();
}

std::optional<std::string> OptionalText(const Napi::Object& object, const char* name) {
  if (object.Get(name).IsUndefined()) return std::nullopt;
  return Text(object, name);
}

std::optional<int32_t> OptionalInt32(const Napi::Object& object, const char* name) {
  const Napi::Value value = object.Get(name);
  if (value.IsUndefined()) return std::nullopt;
  return Int32(value);
}

bool Flag(const Napi::Object& object, const char* name) { return object.Get(name).As<Napi::Boolean>().Value(); }

std::optional<std::string> OptionalBytes(const Napi::Object& object, const char* name) {
  const Napi::Value value = object.Get(name);
  if (value.IsUndefined()) return std::nullopt;
  auto bytes = value.As<Napi::Uint8Array>();
  return std::string(reinterpret_cast<const char*>(bytes.Data()), bytes.ByteLength());
}

KeyFamily FamilyOf(const std::string& algorithm) {
  if (algorithm == "RSA") return KeyFamily::kRsa;
  if (algorithm == "RSA-PSS") return KeyFamily::kRsaPss;
  if (algorithm == "EC") return KeyFamily::kEc;
  if (algorithm == "ED25519") return KeyFamily::kEd25519;
  if (algorithm == "ED448") return KeyFamily::kEd448;
  if (algorithm == "X25519") return KeyFamily::kX25519;
  if (algorithm == "X448") return KeyFamily::kX448;
  if (algorithm == "DSA") return KeyFamily::kDsa;
  if (algorithm == "DH") return KeyFamily::kDh;
  return algorithm.rfind("ML-", 0) == 0 ? KeyFamily::kModuleLattice : KeyFamily::kSlhDsa;
}

decltype(KeyRequest::parameters) ReadParameters(KeyFamily family, const Napi::Object& parameters) {
  switch (family) {
    case KeyFamily::kRsa:
    case KeyFamily::kRsaPss:
      return RsaParameters{Uint32(parameters.Get("modulusLength")), Uint32(parameters.Get("publicExponent")),
                           OptionalText(parameters, "hashAlgorithm"), OptionalText(parameters, "mgf1HashAlgorithm"),
                           OptionalInt32(parameters, "saltLength")};
    case KeyFamily::kEc:
      return EcParameters{Text(parameters, "namedCurve"), Flag(parameters, "isLookedUpByOpenSsl"),
                          Flag(parameters, "explicitParameters")};
    case KeyFamily::kDsa:
      return DsaParameters{Uint32(parameters.Get("modulusLength")), OptionalInt32(parameters, "divisorLength")};
    case KeyFamily::kDh:
      return DhParameters{OptionalText(parameters, "group"), OptionalBytes(parameters, "prime"),
                          Uint32(parameters.Get("primeLength")), Uint32(parameters.Get("generator"))};
    case KeyFamily::kEd25519:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
    case KeyFamily::kModuleLattice:
    case KeyFamily::kSlhDsa:
      break;
  }
  return std::monostate{};
}

KeyFormat ReadFormat(const Napi::Object& encoding) {
  const std::string format = Text(encoding, "format");
  if (format == "pem") return KeyFormat::kPem;
  if (format == "jwk") return KeyFormat::kJwk;
  if (format == "openssh") return KeyFormat::kOpenssh;
  // lib/ makes a KeyObject of DER.
  return KeyFormat::kDer;
}

PublicKeyType ReadPublicType(const Napi::Object& encoding) {
  return Text(encoding, "type") == "pkcs1" ? PublicKeyType::kPkcs1 : PublicKeyType::kSpki;
}

PrivateKeyType ReadPrivateType(const Napi::Object& encoding) {
  const std::string type = Text(encoding, "type");
  if (type == "pkcs1") return PrivateKeyType::kPkcs1;
  if (type == "sec1") return PrivateKeyType::kSec1;
  return PrivateKeyType::kPkcs8;
}

}  // namespace

KeyRequest ReadKeyRequest(const Napi::Object& request) {
  const auto public_encoding = request.Get("publicKeyEncoding").As<Napi::Object>();
  const auto private_encoding = request.Get("privateKeyEncoding").As<Napi::Object>();
  const std::string algorithm = Text(request, "algorithm");
  const KeyFamily family = FamilyOf(algorithm);
  return {
      family,
      algorithm,
      ReadParameters(family, request.Get("parameters").As<Napi::Object>()),
      {ReadFormat(public_encoding), ReadPublicType(public_encoding), OptionalText(public_encoding, "comment")},
      {ReadFormat(private_encoding), ReadPrivateType(private_encoding), OptionalText(private_encoding, "comment"),
       OptionalText(private_encoding, "cipher"), SecretBytes(private_encoding.Get("passphrase"))},
  };
}

}  // namespace offloop
