#include "encode_openssh.h"

#include "../bcrypt/bcrypt_pbkdf.h"
#include "base64.h"
#include "pem.h"
#include "ssh_public_blob.h"
#include "ssh_writer.h"

namespace offloop {

namespace {

// The defaults of ssh-keygen.
constexpr uint32_t kRounds = 24;
constexpr size_t kSaltSize = 16;

// AES-256 in counter mode.
constexpr size_t kKeySize = 32;
constexpr size_t kBlockSize = 16;
// The padding of a key that is not encrypted.
constexpr size_t kPlainBlockSize = 8;

// In bits. OpenSSH does not read shorter RSA keys.
constexpr uint32_t kMinModulusLength = 1024;

constexpr size_t kColumns = 70;

Secret RandomBytes(const OpenSslSession& openssl, size_t size) {
  Secret bytes(size);
  if (openssl->RAND_bytes(bytes.data(), static_cast<int>(size)) != 1) FailCrypto(openssl, "get random bytes");
  return bytes;
}

void WritePrivateParts(SshWriter& list, const KeyParts& parts) {
  const KeyKind& kind = parts.kind();
  list.String(SshName(kind));
  if (kind.family == KeyFamily::kRsa) {
    for (const char* part :
         {OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
          OSSL_PKEY_PARAM_RSA_FACTOR1, OSSL_PKEY_PARAM_RSA_FACTOR2}) {
      list.Mpint(parts.Number(part));
    }
    return;
  }
  const Secret public_key = parts.Octets(OSSL_PKEY_PARAM_PUB_KEY);
  if (kind.family == KeyFamily::kEc) {
    list.String(SshCurve(kind));
    list.String(public_key);
    list.Mpint(parts.Number(OSSL_PKEY_PARAM_PRIV_KEY));
    return;
  }
  Secret both = parts.Octets(OSSL_PKEY_PARAM_PRIV_KEY);
  both.Append(public_key.data(), public_key.size());
  list.String(public_key);
  list.String(both);
}

// A random number twice, by which a reader detects a wrong passphrase; the private half; the comment; then 1, 2, 3, …
// up to a whole block. Paramiko takes the last byte for the length of the padding unless it is a printable ASCII
// character. With an empty comment and no padding, that byte is the 0 of the comment's length, and Paramiko finds no
// key.
Secret PrivateList(const OpenSslSession& openssl, const KeyParts& parts, const std::string& comment,
                   size_t block_size) {
  SshWriter list;
  const Secret check = RandomBytes(openssl, sizeof(uint32_t));
  list.Raw(check.data(), check.size());
  list.Raw(check.data(), check.size());
  WritePrivateParts(list, parts);
  list.String(comment);
  for (uint8_t padding = 1; list.bytes().size() % block_size != 0; ++padding) list.Raw(&padding, 1);
  return list.Finish();
}

void Encrypt(const OpenSslSession& openssl, Secret& bytes, const Secret& key_and_iv) {
  const OpenSslOwned<EVP_CIPHER_CTX> context = openssl.Own(openssl->EVP_CIPHER_CTX_new());
  const uint8_t* key = key_and_iv.data();
  const int size = static_cast<int>(bytes.size());
  int written = 0;
  if (!context ||
      openssl->EVP_EncryptInit_ex(context.get(), openssl->EVP_aes_256_ctr(), nullptr, key, key + kKeySize) != 1 ||
      openssl->EVP_EncryptUpdate(context.get(), bytes.data(), &written, bytes.data(), size) != 1) {
    FailCrypto(openssl, "encrypt the key");
  }
}

}  // namespace

void CheckOpenssh(const KeyKind& kind) {
  if (SshName(kind).empty()) {
    const std::string& name = kind.curve.empty() ? kind.algorithm : kind.curve;
    throw CodedFailure{"ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
                       "The selected key format openssh is for RSA, Ed25519 and EC keys on P-256, P-384 and P-521: "
                       "OpenSSH does not read " +
                           name + "."};
  }
  if (kind.family == KeyFamily::kRsa && kind.modulus_length < kMinModulusLength) {
    throw CodedFailure{"ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
                       "The selected key format openssh needs a modulusLength of at least 1024: OpenSSH does not read "
                       "shorter RSA keys."};
  }
}

Secret EncodePublicOpenssh(const OpenSslSession& openssl, const KeyParts& key, const PublicEncoding& encoding) {
  std::string line = SshName(key.kind()) + ' ';
  const Secret base64 = Base64(openssl, SshPublicBlob(key));
  line.append(base64.text(), base64.size());
  if (!encoding.comment.empty()) line += ' ' + encoding.comment;
  line += '\n';
  return Secret(line.data(), line.size());
}

Secret EncodePrivateOpenssh(const OpenSslSession& openssl, const KeyParts& key, const PrivateEncoding& encoding,
                            const JobContext& context) {
  const bool encrypted = encoding.passphrase.size() > 0;
  Secret list = PrivateList(openssl, key, encoding.comment, encrypted ? kBlockSize : kPlainBlockSize);
  SshWriter kdf_options;
  if (encrypted) {
    const Secret salt = RandomBytes(openssl, kSaltSize);
    kdf_options.String(salt);
    kdf_options.Uint32(kRounds);
    Encrypt(openssl, list, BcryptPbkdf(openssl, encoding.passphrase, salt, kRounds, kKeySize + kBlockSize, context));
  }
  SshWriter file;
  // Written with its NUL.
  constexpr char kMagic[] = "openssh-key-v1";
  file.Raw(kMagic, sizeof kMagic);
  file.String(encrypted ? "aes256-ctr" : "none");
  file.String(encrypted ? "bcrypt" : "none");
  file.String(kdf_options.bytes());
  file.Uint32(1);
  file.String(SshPublicBlob(key));
  file.String(list);
  return Pem(openssl, "OPENSSH PRIVATE KEY", file.bytes(), kColumns);
}

}  // namespace offloop
