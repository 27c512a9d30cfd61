#include "ssh_public_blob.h"

namespace offloop {

std::string SshName(const KeyKind& kind) {
  if (kind.algorithm == "RSA") return "ssh-rsa";
  if (kind.algorithm == "ED25519") return "ssh-ed25519";
  if (kind.curve == "prime256v1") return "ecdsa-sha2-nistp256";
  if (kind.curve == "secp384r1") return "ecdsa-sha2-nistp384";
  if (kind.curve == "secp521r1") return "ecdsa-sha2-nistp521";
  return "";
}

std::string SshCurve(const std::string& ssh_name) { return ssh_name.substr(ssh_name.rfind('-') + 1); }

Secret SshPublicBlob(const KeyParts& parts) {
  const KeyKind kind = parts.Kind();
  const std::string name = SshName(kind);
  SshWriter blob;
  blob.String(name);
  if (kind.algorithm == "RSA") {
    blob.Mpint(parts.Number(OSSL_PKEY_PARAM_RSA_E));
    blob.Mpint(parts.Number(OSSL_PKEY_PARAM_RSA_N));
  } else {
    if (kind.algorithm == "EC") blob.String(SshCurve(name));
    blob.String(parts.Octets(OSSL_PKEY_PARAM_PUB_KEY));
  }
  return blob.Finish();
}

}  // namespace offloop
