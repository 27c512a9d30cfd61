#include "generate.h"

#include <utility>

#include "algorithms.h"
#include "encode_key.h"
#include "encrypt_private_key.h"

namespace offloop {

namespace {

// The turn of the generation that this thread is in the middle of: OpenSSL's callback is given its own context only.
thread_local const Turn* current = nullptr;

bool Unwanted() { return current->cancelled() || OpenSslStay::Ending(); }

// Called by OpenSSL for every candidate it tries; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX*) { return Unwanted() ? 0 : 1; }

// Generates the key, or the domain parameters, that the context is for.
OpenSslOwned<EVP_PKEY> Run(const OpenSslStay& openssl, EVP_PKEY_CTX* context) {
  openssl->EVP_PKEY_CTX_set_cb(context, ContinueGeneration);
  EVP_PKEY* generated = nullptr;
  const int result = openssl->EVP_PKEY_generate(context, &generated);
  if (result <= 0 && Unwanted()) throw Cancelled{};
  if (result <= 0) FailCrypto(openssl, "generate the key");
  return openssl.Own(generated);
}

}  // namespace

void CheckRequest(const OpenSslStay& openssl, const KeyRequest& request) {
  CheckNames(openssl, request);
  CipherOf(openssl, request.private_encoding);
  CheckForms(KindOf(openssl, request), request);
}

OpenSslOwned<EVP_PKEY> Generate(const OpenSslStay& openssl, const KeyRequest& request, const Turn& turn) {
  current = &turn;
  OpenSslOwned<EVP_PKEY> domain;
  if (const auto context = PrepareDomain(openssl, request)) domain = Run(openssl, context.get());
  return Run(openssl, PrepareKey(openssl, request, std::move(domain)).get());
}

}  // namespace offloop
