#include "algorithms.h"

#include <utility>

#include "ec.h"
#include "finite_field.h"
#include "rsa.h"

namespace offloop {

namespace {

[[noreturn]] void FailPreparing(const OpenSslSession& openssl) { FailCrypto(openssl, "prepare the generation"); }

// Null where OpenSSL knows no such algorithm.
OpenSslOwned<EVP_PKEY_CTX> NewContext(const OpenSslSession& openssl, const std::string& algorithm) {
  return openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, algorithm.c_str(), nullptr));
}

void CheckSupport(const OpenSslSession& openssl, const std::string& algorithm) {
  const bool is_post_quantum = IsModuleLattice(algorithm) || IsSlhDsa(algorithm);
  if (!is_post_quantum || NewContext(openssl, algorithm)) return;
  throw CodedFailure{"ERR_UNSUPPORTED_KEY_TYPE",
                     algorithm + " keys need OpenSSL 3.5 or later, as Node.js 24 carries it; the one in use is OpenSSL " +
                         openssl->OpenSSL_version(OPENSSL_FULL_VERSION_STRING)};
}

// Domain parameters whose group or prime is given.
OpenSslOwned<EVP_PKEY> GivenDomain(const OpenSslSession& openssl, const DhParameters& dh) {
  const OpenSslOwned<EVP_PKEY_CTX> context = NewContext(openssl, "DH");
  EVP_PKEY* domain = nullptr;
  if (!context || openssl->EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_fromdata(context.get(), &domain, EVP_PKEY_KEY_PARAMETERS,
                                 ParametersOf(openssl, dh).Finish()) <= 0) {
    FailPreparing(openssl);
  }
  return openssl.Own(domain);
}

// What the key itself is generated with: DSA and DH have it all in their domain parameters.
Parameters KeyParametersOf(const OpenSslSession& openssl, const KeyRequest& request) {
  if (const auto* rsa = std::get_if<RsaParameters>(&request.parameters)) return ParametersOf(openssl, *rsa);
  if (const auto* ec = std::get_if<EcParameters>(&request.parameters)) return ParametersOf(openssl, *ec);
  return {};
}

}  // namespace

KeyKind KindOf(const OpenSslSession& openssl, const KeyRequest& request) {
  if (const auto* ec = std::get_if<EcParameters>(&request.parameters)) return KindOf(openssl, *ec);
  return {request.algorithm, ""};
}

void CheckNames(const OpenSslSession& openssl, const KeyRequest& request) {
  const std::string algorithm = KindOf(openssl, request).algorithm;
  if (algorithm != "EC" && request.private_encoding.type == "sec1") {
    throw CodedFailure{"ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
                       "The selected key encoding sec1 can only be used for EC keys, and " + algorithm +
                           " has none."};
  }
  if (const auto* rsa = std::get_if<RsaParameters>(&request.parameters)) CheckDigests(openssl, *rsa);
  if (const auto* dh = std::get_if<DhParameters>(&request.parameters)) CheckGroup(*dh);
  CheckSupport(openssl, algorithm);
}

OpenSslOwned<EVP_PKEY_CTX> PrepareDomain(const OpenSslSession& openssl, const KeyRequest& request) {
  const auto* dsa = std::get_if<DsaParameters>(&request.parameters);
  const auto* dh = std::get_if<DhParameters>(&request.parameters);
  if (dsa == nullptr && (dh == nullptr || dh->is_given())) return {};
  Parameters parameters = dsa != nullptr ? ParametersOf(*dsa) : ParametersOf(openssl, *dh);
  OpenSslOwned<EVP_PKEY_CTX> context = NewContext(openssl, request.algorithm);
  if (!context || openssl->EVP_PKEY_paramgen_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_CTX_set_params(context.get(), parameters.Finish()) <= 0) {
    FailPreparing(openssl);
  }
  return context;
}

OpenSslOwned<EVP_PKEY_CTX> PrepareKey(const OpenSslSession& openssl, const KeyRequest& request,
                                      OpenSslOwned<EVP_PKEY> domain) {
  const auto* dh = std::get_if<DhParameters>(&request.parameters);
  if (dh != nullptr && dh->is_given()) domain = GivenDomain(openssl, *dh);
  OpenSslOwned<EVP_PKEY_CTX> context =
      domain ? openssl.Own(openssl->EVP_PKEY_CTX_new_from_pkey(nullptr, domain.get(), nullptr))
             : NewContext(openssl, KindOf(openssl, request).algorithm);
  if (!context || openssl->EVP_PKEY_keygen_init(context.get()) <= 0 ||
      openssl->EVP_PKEY_CTX_set_params(context.get(), KeyParametersOf(openssl, request).Finish()) <= 0) {
    FailPreparing(openssl);
  }
  return context;
}

}  // namespace offloop
