#include "encrypt_private_key.h"

#include <cstring>

namespace offloop {

namespace {

// OpenSSL calls it for the bytes to encrypt: first with no place, for their number.
int WriteDer(const void* der, unsigned char** place) noexcept {
  const auto* bytes = static_cast<const Secret*>(der);
  if (place != nullptr) {
    std::memcpy(*place, bytes->data(), bytes->size());
    *place += bytes->size();
  }
  return static_cast<int>(bytes->size());
}

}  // namespace

// OpenSSL zeroes its copies of the key in both functions.

Secret EncryptedPrivateKeyInfo(const OpenSslSession& openssl, const Secret& info, const PrivateEncoding& encoding) {
  const uint8_t* start = info.data();
  const auto parsed = openssl.Own(openssl->d2i_PKCS8_PRIV_KEY_INFO(nullptr, &start, static_cast<long>(info.size())));
  if (!parsed) FailCrypto(openssl, "encrypt the private key");
  const auto encrypted =
      openssl.Own(openssl->PKCS8_encrypt(-1, encoding.cipher, encoding.passphrase.text(),
                                         static_cast<int>(encoding.passphrase.size()), nullptr, 0, 0, parsed.get()));
  const int size = encrypted ? openssl->i2d_X509_SIG(encrypted.get(), nullptr) : 0;
  if (size <= 0) FailCrypto(openssl, "encrypt the private key");
  Secret der(static_cast<size_t>(size));
  uint8_t* end = der.data();
  openssl->i2d_X509_SIG(encrypted.get(), &end);
  return der;
}

Secret EncryptedPem(const OpenSslSession& openssl, const char* label, const Secret& der,
                    const PrivateEncoding& encoding) {
  const OpenSslOwned<BIO> bio = openssl.Own(openssl->BIO_new(openssl->BIO_s_mem()));
  const auto* passphrase = encoding.passphrase.data();
  if (!bio || openssl->PEM_ASN1_write_bio(WriteDer, label, bio.get(), &der, encoding.cipher, passphrase,
                                          static_cast<int>(encoding.passphrase.size()), nullptr, nullptr) != 1) {
    FailCrypto(openssl, "encrypt the private key");
  }
  char* text = nullptr;
  const long size = openssl->BIO_ctrl(bio.get(), BIO_CTRL_INFO, 0, &text);
  return Secret(text, static_cast<size_t>(size));
}

}  // namespace offloop
