#include "fingerprint.h"

#include "base64.h"
#include "encode_public_key.h"
#include "ssh_public_blob.h"

namespace offloop {

std::string Fingerprint(const OpenSslSession& openssl, const KeyParts& key) {
  const bool known = !SshName(key.kind()).empty();
  const Secret encoded = known ? SshPublicBlob(key) : SubjectPublicKeyInfo(openssl, key);
  Secret digest(32);
  const EVP_MD* sha256 = openssl->EVP_sha256();
  if (openssl->EVP_Digest(encoded.data(), encoded.size(), digest.data(), nullptr, sha256, nullptr) != 1) {
    FailCrypto(openssl, "digest the key");
  }
  const Secret text = Base64(openssl, digest);
  // ssh-keygen writes no padding. A digest of 32 bytes has one character of it.
  return "SHA256:" + std::string(text.text(), text.text() + text.size() - 1);
}

}  // namespace offloop
