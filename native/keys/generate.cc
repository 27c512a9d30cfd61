#include "generate.h"

#include <array>

#include "algorithms.h"
#include "encode_key.h"
#include "encrypt_private_key.h"

namespace offloop {

namespace {

// As lib/keys/key-progress.ts counts them.
enum Phase { kSearching, kTesting, kFound };

// One generation, as OpenSSL's callback comes to know of it.
class Generation {
 public:
  Generation(const OpenSslStay& openssl, const Turn& turn) : openssl_(openssl), turn_(turn) {}

  bool IsUnwanted() const { return turn_.cancelled() || OpenSslStay::Ending(); }

  // What OpenSSL is at: EVP_PKEY_keygen(3). Its own counts begin anew with each prime, or stand still: ours go on.
  void Step(EVP_PKEY_CTX* context) {
    if (!turn_.heard()) return;
    switch (openssl_->EVP_PKEY_CTX_get_keygen_info(context, 0)) {
      case 0:
        turn_.Mention(Count(kSearching));
        break;
      case 1:
        turn_.Mention(Count(kTesting));
        break;
      case 3:
        turn_.Announce(Count(kFound));
        break;
    }
  }

  // Most types have no primes, and do not call back.
  void Finish() {
    if (counts_[kFound] == 0) turn_.Announce(Count(kFound));
  }

 private:
  Progress Count(Phase phase) { return {static_cast<double>(phase), static_cast<double>(++counts_[phase]), 0}; }

  const OpenSslStay& openssl_;
  const Turn& turn_;
  std::array<uint32_t, 3> counts_{};
};

// The one that this thread is in the middle of: the callback is given OpenSSL's own context only.
thread_local Generation* current = nullptr;

// Called by OpenSSL for every candidate it tries; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX* context) {
  if (current->IsUnwanted()) return 0;
  current->Step(context);
  return 1;
}

}  // namespace

void CheckRequest(const OpenSslStay& openssl, const KeyRequest& request) {
  CheckNames(openssl, request);
  CipherOf(openssl, request.private_encoding);
  CheckForms(KindOf(openssl, request), request);
}

OpenSslOwned<EVP_PKEY> Generate(const OpenSslStay& openssl, const KeyRequest& request, const Turn& turn) {
  const OpenSslOwned<EVP_PKEY_CTX> context = PrepareGeneration(openssl, request);
  Generation generation(openssl, turn);
  current = &generation;
  openssl->EVP_PKEY_CTX_set_cb(context.get(), ContinueGeneration);
  EVP_PKEY* key = nullptr;
  const int generated = openssl->EVP_PKEY_generate(context.get(), &key);
  if (generated <= 0 && generation.IsUnwanted()) throw Cancelled{};
  if (generated <= 0) FailCrypto(openssl, "generate the key");
  generation.Finish();
  return openssl.Own(key);
}

}  // namespace offloop
