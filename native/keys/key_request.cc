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

decltype(KeyRequest::parameters) ReadParameters(const std::string& algorithm, const Napi::Object& parameters) {
  if (algorithm == "RSA" || algorithm == "RSA-PSS") {
    return RsaParameters{Uint32(parameters.Get("modulusLength")), Uint32(parameters.Get("publicExponent")),
                         OptionalText(parameters, "hashAlgorithm"), OptionalText(parameters, "mgf1HashAlgorithm"),
                         OptionalInt32(parameters, "saltLength")};
  }
  if (algorithm == "EC") {
    return EcParameters{Text(parameters, "namedCurve"), Flag(parameters, "isLookedUpByOpenSsl"),
                        Flag(parameters, "explicitParameters")};
  }
  if (algorithm == "DSA") {
    return DsaParameters{Uint32(parameters.Get("modulusLength")), OptionalInt32(parameters, "divisorLength")};
  }
  if (algorithm == "DH") {
    return DhParameters{OptionalText(parameters, "group"), OptionalBytes(parameters, "prime"),
                        Uint32(parameters.Get("primeLength")), Uint32(parameters.Get("generator"))};
  }
  return std::monostate{};
}

}  // namespace

KeyRequest ReadKeyRequest(const Napi::Object& request) {
  const auto public_encoding = request.Get("publicKeyEncoding").As<Napi::Object>();
  const auto private_encoding = request.Get("privateKeyEncoding").As<Napi::Object>();
  const std::string algorithm = Text(request, "algorithm");
  return {
      algorithm,
      ReadParameters(algorithm, request.Get("parameters").As<Napi::Object>()),
      {Text(public_encoding, "format"), Text(public_encoding, "type"), OptionalText(public_encoding, "comment")},
      {Text(private_encoding, "format"), Text(private_encoding, "type"), OptionalText(private_encoding, "comment"),
       OptionalText(private_encoding, "cipher"), SecretBytes(private_encoding.Get("passphrase"))},
  };
}

}  // namespace offloop
