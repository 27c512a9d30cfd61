#include "key_request.h"

#include "../arguments.h"

namespace offloop {

namespace {

std::string Text(const Napi::Object& object, const char* name) {
  return object.Get(name).As<Napi::String>().Utf8Value();
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
      Text(request, "hashAlgorithm"),
      Text(request, "mgf1HashAlgorithm"),
      Int32(request.Get("saltLength")),
      Text(request, "namedCurve"),
      Flag(request, "explicitParameters"),
      {Flag(public_encoding, "pem"), Text(public_encoding, "type")},
      {Flag(private_encoding, "pem"), Text(private_encoding, "type"), Text(private_encoding, "cipher"),
       SecretBytes(private_encoding.Get("passphrase"))},
  };
}

}  // namespace offloop
