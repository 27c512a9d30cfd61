#include "generate.h"

#include <utility>

#include "../arguments.h"
#include "../job.h"
#include "../pools/pool_handle.h"
#include "algorithms.h"
#include "encode_pem_der.h"
#include "key_request.h"
#include "openssl.h"

namespace offloop {

struct EncodedKey {
  bool pem;
  Secret bytes;
};

struct EncodedKeyPair {
  EncodedKey public_key;
  EncodedKey private_key;
};

static napi_value ToJs(napi_env env, const EncodedKey& key) {
  napi_value value = nullptr;
  if (key.pem) {
    napi_create_string_latin1(env, key.bytes.text(), key.bytes.size(), &value);
  } else {
    napi_create_buffer_copy(env, key.bytes.size(), key.bytes.data(), nullptr, &value);
  }
  return value;
}

static napi_value ToJs(napi_env env, EncodedKeyPair&& pair) {
  napi_value object = nullptr;
  napi_create_object(env, &object);
  SetProperty(env, object, "publicKey", ToJs(env, pair.public_key));
  SetProperty(env, object, "privateKey", ToJs(env, pair.private_key));
  return object;
}

namespace {

// The turn of the generation that this thread is in the middle of: OpenSSL's callback is given its own context only.
thread_local const Turn* current = nullptr;

bool Unwanted() { return current->cancelled() || OpenSslStay::Ending(); }

// Called by OpenSSL for every candidate it tries; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX*) { return Unwanted() ? 0 : 1; }

OpenSslOwned<EVP_PKEY> Generate(const OpenSslStay& openssl, const KeyRequest& request, const Turn& turn) {
  const OpenSslOwned<EVP_PKEY_CTX> context = PrepareGeneration(openssl, request);
  current = &turn;
  openssl->EVP_PKEY_CTX_set_cb(context.get(), ContinueGeneration);
  EVP_PKEY* key = nullptr;
  const int generated = openssl->EVP_PKEY_generate(context.get(), &key);
  if (generated <= 0 && Unwanted()) throw Cancelled{};
  if (generated <= 0) FailCrypto(openssl, "generate the key");
  return openssl.Own(key);
}

}  // namespace

Napi::Value GenKey(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  auto task = [request = ReadKeyRequest(info[1].As<Napi::Object>())](Turn& turn) {
    const OpenSslStay openssl;
    // Refused before the work, not after it, and in Node's order.
    CheckNames(openssl, request);
    CipherOf(openssl, request.private_encoding);
    const OpenSslOwned<EVP_PKEY> key = Generate(openssl, request, turn);
    return EncodedKeyPair{
        {request.public_encoding.pem, EncodePublic(openssl, key.get(), request.public_encoding)},
        {request.private_encoding.pem, EncodePrivate(openssl, key.get(), request.private_encoding)}};
  };
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), Uint32(info[2]), std::move(task)));
}

}  // namespace offloop
