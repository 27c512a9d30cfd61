#include "ssh_public_blob.h"

namespace offloop {

std::string SshCurve(const KeyKind& kind) {
  if (kind.curve == SN_X9_62_prime256v1) return "nistp256";
  if (kind.curve == SN_secp384r1) return "nistp384";
  if (kind.curve == SN_secp521r1) return "nistp521";
  return "";
}

std::string SshName(const KeyKind& kind) {
  switch (kind.family) {
    case KeyFamily::kRsa:
      return "ssh-rsa";
    case KeyFamily::kEd25519:
      return "ssh-ed25519";
    case KeyFamily::kEc: {
      const std::string curve = SshCurve(kind);
      return curve.empty() ? "" : "ecdsa-sha2-" + curve;
    }
    case KeyFamily::kRsaPss:
    case KeyFamily::kEd448:
    case KeyFamily::kX25519:
    case KeyFamily::kX448:
    case KeyFamily::kDsa:
    case KeyFamily::kDh:
    case KeyFamily::kModuleLattice:
    case KeyFamily::kSlhDsa:
      break;
  }
  return "";
}

Secret SshPublicBlob(const KeyParts& key) {
  SshWriter blob;
  blob.String(SshName(key.kind()));
  if (key.kind().family == KeyFamily::kRsa) {
    blob.Mpint(key.Number(OSSL_PKEY_PARAM_RSA_E));
    blob.Mpint(key.Number(OSSL_PKEY_PARAM_RSA_N));
  } else {
    if (key.kind().family == KeyFamily::kEc) blob.String(SshCurve(key.kind()));
    blob.String(key.Octets(OSSL_PKEY_PARAM_PUB_KEY));
  }
  return blob.Finish();
}

}  // namespace offloop
