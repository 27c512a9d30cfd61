#include "key_pair.h"

#include "../js/to_js.h"
#include "generate.h"
#include "openssl/key_parts.h"
#include "openssl/openssl.h"
#include "resolve.h"

namespace offloop {

namespace {

napi_value KeyToJs(napi_env env, const EncodedKey& key) {
  napi_value value = nullptr;
  if (key.text) {
    napi_create_string_utf8(env, key.bytes.text(), key.bytes.size(), &value);
  } else {
    napi_create_buffer_copy(env, key.bytes.size(), key.bytes.data(), nullptr, &value);
  }
  return value;
}

}  // namespace

EncodedKeyPair MakeKeyPair(const KeyRequest& request, const JobContext& context) {
  const OpenSslSession openssl;
  const ResolvedRequest resolved = Resolve(openssl, request);
  const OpenSslOwned<EVP_PKEY> generated = Generate(openssl, resolved, context);
  const KeyParts key(openssl, resolved.kind, generated.get());
  return {EncodeKey(openssl, key, resolved.public_encoding),
          EncodeKey(openssl, key, resolved.private_encoding, context)};
}

napi_value ToJs(napi_env env, const EncodedKeyPair& pair) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  SetProperty(env, object, "publicKey", KeyToJs(env, pair.public_key));
  SetProperty(env, object, "privateKey", KeyToJs(env, pair.private_key));
  return object;
}

}  // namespace offloop
