#include "generate.h"

#include <array>
#include <exception>
#include <utility>

#include "prepare_generation.h"

namespace offloop {

namespace {

// In the order of lib/keys/key-progress.ts.
enum Phase { kSearching, kTesting, kFound };

// The state of one generation, for OpenSSL's callback.
class Generation {
 public:
  Generation(const OpenSslSession& openssl, const JobContext& context) : openssl_(openssl), context_(context) {}

  bool IsUnwanted() const { return context_.cancelled() || OpenSslSession::Ending(); }

  // Returns false to end the generation. An exception must not unwind OpenSSL's frames, because they would neither
  // release their locks nor wipe their secrets: Rethrow throws it later.
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

  // Most types of keys have no primes and never call back, so report that the key is made.
  void Finish() {
    if (counts_[kFound] == 0) context_.ReportProgressNow(Count(kFound));
  }

 private:
  // The phases are those of EVP_PKEY_keygen(3). OpenSSL's counters restart with each prime, or do not advance: count
  // here.
  void Step(EVP_PKEY_CTX* context) {
    if (!context_.has_listener()) return;
    switch (openssl_->EVP_PKEY_CTX_get_keygen_info(context, 0)) {
      case 0:
        context_.ReportProgress(Count(kSearching));
        break;
      case 1:
        context_.ReportProgress(Count(kTesting));
        break;
      case 3:
        context_.ReportProgressNow(Count(kFound));
        break;
    }
  }

  Progress Count(Phase phase) { return {static_cast<double>(phase), static_cast<double>(++counts_[phase]), 0}; }

  const OpenSslSession& openssl_;
  const JobContext& context_;
  std::array<uint32_t, 3> counts_{};
  std::exception_ptr exception_;
};

// The generation that this thread is running: OpenSSL passes the callback nothing but its own context.
thread_local Generation* current = nullptr;

// OpenSSL calls it for every candidate; 0 ends the generation.
int ContinueGeneration(EVP_PKEY_CTX* context) noexcept { return current->ContinueAfter(context) ? 1 : 0; }

// Generates a key or domain parameters, whichever the context was prepared for.
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

OpenSslOwned<EVP_PKEY> Generate(const OpenSslSession& openssl, const ResolvedRequest& request,
                                const JobContext& context) {
  Generation generation(openssl, context);
  current = &generation;
  OpenSslOwned<EVP_PKEY> domain;
  if (const auto context = PrepareDomain(openssl, request)) domain = Run(openssl, context.get());
  OpenSslOwned<EVP_PKEY> key = Run(openssl, PrepareKey(openssl, request, std::move(domain)).get());
  generation.Finish();
  return key;
}

}  // namespace offloop
