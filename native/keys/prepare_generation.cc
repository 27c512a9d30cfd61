#include "prepare_generation.h"

#include <string>
#include <utility>

namespace offloop {

namespace {

[[noreturn]] void FailPreparing(const OpenSslSession& openssl) { FailCrypto(openssl, "prepare the generation"); }

OpenSslOwned<EVP_PKEY_CTX> NewContext(const OpenSslSession& openssl, const KeyKind& kind) {
  return openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, kind.algorithm.c_str(), nullptr));
}

OpenSslOwned<EVP_PKEY> GivenDomain(const OpenSslSession& openssl, const ResolvedRequest& request) {
  const OpenSslOwned<EVP_PKEY_CTX> context = NewContext(openssl, request.kind);
  EVP_PKEY* domain = nullptr;
  if (!context || openssl->EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_fromdata(context.get(), &domain, EVP_PKEY_KEY_PARAMETERS,
                                 request.domain->parameters.List().data()) <= 0) {
    FailPreparing(openssl);
  }
  return openssl.Own(domain);
}

}  // namespace

OpenSslOwned<EVP_PKEY_CTX> PrepareDomain(const OpenSslSession& openssl, const ResolvedRequest& request) {
  if (!request.domain || request.domain->prime == Domain::Prime::kGiven) return {};
  OpenSslOwned<EVP_PKEY_CTX> context = NewContext(openssl, request.kind);
  if (!context || openssl->EVP_PKEY_paramgen_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_CTX_set_params(context.get(), request.domain->parameters.List().data()) <= 0) {
    FailPreparing(openssl);
  }
  return context;
}

OpenSslOwned<EVP_PKEY_CTX> PrepareKey(const OpenSslSession& openssl, const ResolvedRequest& request,
                                      OpenSslOwned<EVP_PKEY> found_domain) {
  const bool is_given = request.domain && request.domain->prime == Domain::Prime::kGiven;
  const OpenSslOwned<EVP_PKEY> domain = is_given ? GivenDomain(openssl, request) : std::move(found_domain);
  OpenSslOwned<EVP_PKEY_CTX> context =
      domain ? openssl.Own(openssl->EVP_PKEY_CTX_new_from_pkey(nullptr, domain.get(), nullptr))
             : NewContext(openssl, request.kind);
  if (!context || openssl->EVP_PKEY_keygen_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_CTX_set_params(context.get(), request.parameters.List().data()) <= 0) {
    FailPreparing(openssl);
  }
  return context;
}

}  // namespace offloop
