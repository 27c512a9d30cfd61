#include "generate.h"

#include <array>
#include <exception>
#include <utility>

#include "prepare_generation.h"

namespace offloop {

namespace {

// As lib/keys/key-progress.ts counts them.
enum Phase { kSearching, kTesting, kFound };

// One generation, as OpenSSL's callback comes to know of it.
class Generation {
 public:
  Generation(const OpenSslSession& openssl, const Turn& turn) : openssl_(openssl), turn_(turn) {}

  bool IsUnwanted() const { return turn_.cancelled() || OpenSslSession::Ending(); }

  // Whether it goes on. An exception must not cross OpenSSL's frames, which would neither unlock nor wipe what they hold: it
  // is kept for Rethrow.
  bool ContinueAfter(EVP_PKEY_CTX* context) noexcept {
    if (IsUnwanted()) return false;
    try {
      Step(context);
    } catch (...) {
      exception_ = std::current_exception();
    }
    return exception_ == nullptr;
  }

  void Rethrow() const {
    if (exception_ != nullptr) std::rethrow_exception(exception_);
  }

  // Most types have no primes, and do not call back.
  void Finish() {
    if (counts_[kFound] == 0) turn_.Announce(Count(kFound));
  }

 private:
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

  Progress Count(Phase phase) { return {static_cast<double>(phase), static_cast<double>(++counts_[phase]), 0}; }

  const OpenSslSession& openssl_;
  const Turn& turn_;
  std::array<uint32_t, 3> counts_{};
  std::exception_ptr exception_;
};

// The one that this thread is in the middle of: the callback is given OpenSSL's own context only.
thread_local Generation* current = nullptr;

// Called by OpenSSL for every candidate it tries; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX* context) noexcept { return current->ContinueAfter(context) ? 1 : 0; }

// Generates the key, or the domain parameters, that the context is for.
OpenSslOwned<EVP_PKEY> Run(const OpenSslSession& openssl, EVP_PKEY_CTX* context) {
  openssl->EVP_PKEY_CTX_set_cb(context, ContinueGeneration);
  EVP_PKEY* generated = nullptr;
  const int result = openssl->EVP_PKEY_generate(context, &generated);
  OpenSslOwned<EVP_PKEY> key = openssl.Own(generated);
  current->Rethrow();
  if (result <= 0 && current->IsUnwanted()) throw Cancelled{};
  if (result <= 0) FailCrypto(openssl, "generate the key");
  return key;
}

}  // namespace

OpenSslOwned<EVP_PKEY> Generate(const OpenSslSession& openssl, const ResolvedRequest& request, const Turn& turn) {
  Generation generation(openssl, turn);
  current = &generation;
  OpenSslOwned<EVP_PKEY> domain;
  if (const auto context = PrepareDomain(openssl, request)) domain = Run(openssl, context.get());
  OpenSslOwned<EVP_PKEY> key = Run(openssl, PrepareKey(openssl, request, std::move(domain)).get());
  generation.Finish();
  return key;
}

}  // namespace offloop
