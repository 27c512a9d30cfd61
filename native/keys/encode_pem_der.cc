#include "encode_pem_der.h"

namespace offloop {

namespace {

// OpenSSL zeroes the memory of such a BIO when it grows and when it is freed.
OpenSslOwned<BIO> MemoryBio(const OpenSslStay& openssl) {
  OpenSslOwned<BIO> bio = openssl.Own(openssl->BIO_new(openssl->BIO_s_mem()));
  if (!bio) FailCrypto(openssl, "allocate memory");
  return bio;
}

Secret Contents(const OpenSslStay& openssl, BIO* bio) {
  char* data = nullptr;
  const long size = openssl->BIO_ctrl(bio, BIO_CTRL_INFO, 0, &data);
  return Secret(data, static_cast<size_t>(size));
}

template <typename Encoding>
bool IsPem(const Encoding& encoding) {
  return encoding.format == "pem";
}

bool WritePkcs1Public(const OpenSslStay& openssl, BIO* bio, EVP_PKEY* key, bool pem) {
  unsigned char* der = nullptr;
  const int size = openssl->i2d_PublicKey(key, &der);
  if (size < 0) return false;
  const int written = pem ? openssl->PEM_write_bio(bio, PEM_STRING_RSA_PUBLIC, "", der, size)
                          : openssl->BIO_write(bio, der, size);
  openssl->CRYPTO_free(der, __FILE__, __LINE__);
  return written > 0;
}

}  // namespace

const EVP_CIPHER* CipherOf(const OpenSslStay& openssl, const PrivateEncoding& encoding) {
  if (!encoding.cipher) return nullptr;
  const std::string& name = *encoding.cipher;
  const EVP_CIPHER* cipher = openssl->EVP_get_cipherbyname(name.c_str());
  if (cipher == nullptr) {
    throw CodedFailure{"ERR_CRYPTO_UNKNOWN_CIPHER",
                       "Unknown cipher: '" + name + "'; crypto.getCiphers() lists those there are"};
  }
  // OpenSSL would use these all the same: a wrapping cipher overruns its memory, and traditional PEM has no place for the
  // tag of the others, without which nobody can read the key back.
  const int mode = openssl->EVP_CIPHER_get_mode(cipher);
  const bool tagged = mode == EVP_CIPH_GCM_MODE || mode == EVP_CIPH_CCM_MODE || mode == EVP_CIPH_OCB_MODE;
  if (mode == EVP_CIPH_WRAP_MODE || (tagged && encoding.type != "pkcs8")) {
    throw CodedFailure{"ERR_CRYPTO_UNKNOWN_CIPHER",
                       "The cipher '" + name + "' cannot encrypt keys: take one in CBC mode, as 'aes-256-cbc'"};
  }
  return cipher;
}

Secret EncodePublic(const OpenSslStay& openssl, EVP_PKEY* key, const PublicEncoding& encoding) {
  OpenSslOwned<BIO> bio = MemoryBio(openssl);
  bool written;
  if (encoding.type == "pkcs1") {
    written = WritePkcs1Public(openssl, bio.get(), key, IsPem(encoding));
  } else if (IsPem(encoding)) {
    written = openssl->PEM_write_bio_PUBKEY(bio.get(), key) == 1;
  } else {
    written = openssl->i2d_PUBKEY_bio(bio.get(), key) == 1;
  }
  if (!written) FailCrypto(openssl, "encode the public key");
  return Contents(openssl, bio.get());
}

Secret EncodePrivate(const OpenSslStay& openssl, EVP_PKEY* key, const PrivateEncoding& encoding) {
  OpenSslOwned<BIO> bio = MemoryBio(openssl);
  const EVP_CIPHER* cipher = CipherOf(openssl, encoding);
  const char* passphrase = cipher == nullptr ? nullptr : encoding.passphrase.text();
  const int size = static_cast<int>(encoding.passphrase.size());
  int written;
  if (encoding.type == "pkcs8") {
    const auto write = IsPem(encoding) ? openssl->PEM_write_bio_PKCS8PrivateKey : openssl->i2d_PKCS8PrivateKey_bio;
    written = write(bio.get(), key, cipher, passphrase, size, nullptr, nullptr);
  } else if (IsPem(encoding)) {
    written = openssl->PEM_write_bio_PrivateKey_traditional(
        bio.get(), key, cipher, reinterpret_cast<const unsigned char*>(passphrase), size, nullptr, nullptr);
  } else {
    written = openssl->i2d_PrivateKey_bio(bio.get(), key);
  }
  if (written != 1) FailCrypto(openssl, "encode the private key");
  return Contents(openssl, bio.get());
}

}  // namespace offloop
