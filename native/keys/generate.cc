#include "generate.h"

#include "algorithms.h"
#include "encrypt_private_key.h"

namespace offloop {

namespace {

// The turn of the generation that this thread is in the middle of: OpenSSL's callback is given its own context only.
thread_local const Turn* current = nullptr;

bool Unwanted() { return current->cancelled() || OpenSslStay::Ending(); }

// Called by OpenSSL for every candidate it tries; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX*) { return Unwanted() ? 0 : 1; }

}  // namespace

void CheckRequest(const OpenSslStay& openssl, const KeyRequest& request) {
  CheckNames(openssl, request);
  CipherOf(openssl, request.private_encoding);
}

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

}  // namespace offloop
