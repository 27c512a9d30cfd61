#include "key_request.h"

#include "../arguments.h"

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

}  // namespace

KeyRequest ReadKeyRequest(const Napi::Object& request) {
  const auto public_encoding = request.Get("publicKeyEncoding").As<Napi::Object>();
  const auto private_encoding = request.Get("privateKeyEncoding").As<Napi::Object>();
  return {
      Text(request, "algorithm"),
      Uint32(request.Get("modulusLength")),
      Uint32(request.Get("publicExponent")),
      OptionalText(request, "hashAlgorithm"),
      OptionalText(request, "mgf1HashAlgorithm"),
      OptionalInt32(request, "saltLength"),
      Text(request, "namedCurve"),
      Flag(request, "explicitParameters"),
      {Text(public_encoding, "format"), Text(public_encoding, "type"), Text(public_encoding, "comment")},
      {Text(private_encoding, "format"), Text(private_encoding, "type"), Text(private_encoding, "comment"),
       OptionalText(private_encoding, "cipher"), SecretBytes(private_encoding.Get("passphrase"))},
  };
}

}  // namespace offloop
