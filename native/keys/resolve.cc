#include "resolve.h"

#include <utility>

#include "cipher.h"
#include "ec.h"
#include "formats/encode_key.h"
#include "rsa.h"
#include "user_at_host.h"

namespace offloop {

namespace {

KeyKind KindOf(const OpenSslSession& openssl, const KeyRequest& request) {
  if (const auto* ec = std::get_if<EcParameters>(&request.parameters)) return ResolveKind(openssl, *ec);
  KeyKind kind{request.family, request.algorithm, ""};
  if (const auto* rsa = std::get_if<RsaParameters>(&request.parameters)) kind.modulus_length = rsa->modulus_length;
  return kind;
}

// 'ec' makes keys of other algorithms as well.
void CheckType(const KeyKind& kind, PrivateKeyType type) {
  if (type != PrivateKeyType::kSec1 || kind.family == KeyFamily::kEc) return;
  throw CodedFailure{
      "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
      "The selected key encoding sec1 can only be used for EC keys; " + kind.algorithm + " keys have no SEC 1 form."};
}

std::optional<Domain> DomainOf(const OpenSslSession& openssl, const KeyRequest& request) {
  if (const auto* dsa = std::get_if<DsaParameters>(&request.parameters)) return ResolveDomain(*dsa);
  if (const auto* dh = std::get_if<DhParameters>(&request.parameters)) return ResolveDomain(openssl, *dh);
  return std::nullopt;
}

void CheckSupport(const OpenSslSession& openssl, const KeyKind& kind) {
  if (kind.family != KeyFamily::kModuleLattice && kind.family != KeyFamily::kSlhDsa) return;
  if (openssl.Own(openssl->EVP_PKEY_CTX_new_from_name(nullptr, kind.algorithm.c_str(), nullptr))) return;
  throw CodedFailure{"ERR_UNSUPPORTED_KEY_TYPE",
                     kind.algorithm + " keys need OpenSSL 3.5 or later, as in Node.js 24; this runtime has OpenSSL " +
                         openssl->OpenSSL_version(OPENSSL_FULL_VERSION_STRING)};
}

// Looks up the user only for a key that carries their name: the user database may be a directory service.
template <typename Requested>
std::string ResolveComment(const Requested& encoding) {
  if (encoding.format != KeyFormat::kOpenssh) return "";
  return encoding.comment ? *encoding.comment : UserAtHost();
}

}  // namespace

ResolvedRequest Resolve(const OpenSslSession& openssl, const KeyRequest& request) {
  const auto* rsa = std::get_if<RsaParameters>(&request.parameters);
  const auto* ec = std::get_if<EcParameters>(&request.parameters);
  const KeyRequest::Public& public_half = request.public_encoding;
  const KeyRequest::Private& private_half = request.private_encoding;

  KeyKind kind = KindOf(openssl, request);
  CheckType(kind, private_half.type);
  const PssRestrictions restrictions = rsa ? ResolveRestrictions(openssl, *rsa) : PssRestrictions();
  std::optional<Domain> domain = DomainOf(openssl, request);
  CheckSupport(openssl, kind);
  const EVP_CIPHER* cipher =
      private_half.cipher ? ResolveCipher(openssl, *private_half.cipher, private_half.type) : nullptr;
  CheckFormat(kind, public_half.format);
  CheckFormat(kind, private_half.format);
  if (rsa) CheckRestrictions(openssl, *rsa, restrictions);
  PrivateEncoding private_encoding{private_half.format, private_half.type, ResolveComment(private_half), cipher,
                                   private_half.passphrase};
  CheckCipher(openssl, private_encoding);

  Parameters parameters;
  if (rsa) parameters = ParametersOf(*rsa, restrictions);
  if (ec) parameters = ParametersOf(kind, *ec);
  return {std::move(kind),
          std::move(domain),
          std::move(parameters),
          {public_half.format, public_half.type, ResolveComment(public_half)},
          std::move(private_encoding)};
}

}  // namespace offloop
