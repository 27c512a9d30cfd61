#include "encrypt_private_key.h"

#include <cstring>
#include <mutex>
#include <set>
#include <utility>

#include "der.h"

namespace offloop {

namespace {

// What OpenSSL calls for the bytes that it encrypts.
int WriteDer(const void* der, unsigned char** place) noexcept {
  const auto* bytes = static_cast<const Secret*>(der);
  if (place != nullptr) {
    std::memcpy(*place, bytes->data(), bytes->size());
    *place += bytes->size();
  }
  return static_cast<int>(bytes->size());
}

// What is known to encrypt keys, and in which type of encoding. OpenSSL has one object for all names of a cipher.
class ProvenCiphers {
 public:
  using Use = std::pair<const EVP_CIPHER*, std::string>;

  bool Has(const Use& use) {
    std::lock_guard<std::mutex> lock(mutex_);
    return uses_.count(use) > 0;
  }
  void Add(Use use) {
    std::lock_guard<std::mutex> lock(mutex_);
    uses_.insert(std::move(use));
  }

 private:
  std::mutex mutex_;
  std::set<Use> uses_;
};

ProvenCiphers& Proven() {
  static auto* proven = new ProvenCiphers;
  return *proven;
}

// PrivateKeyInfo of no key.
Secret NoKey() {
  // rsaEncryption. Any would do.
  constexpr uint8_t kIdentifier[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
  return Der(DerTag::kSequence, {DerInteger(0), Der(DerTag::kSequence, {Secret(kIdentifier, sizeof kIdentifier)}),
                                 Der(DerTag::kOctetString, {Secret(64)})});
}

}  // namespace

void CheckEncryption(const OpenSslSession& openssl, const PrivateEncoding& encoding) {
  const EVP_CIPHER* cipher = CipherOf(openssl, encoding);
  if (cipher == nullptr || Proven().Has({cipher, encoding.type})) return;
  if (encoding.type == "pkcs8") {
    EncryptedPrivateKeyInfo(openssl, NoKey(), encoding);
  } else {
    EncryptedPem(openssl, PEM_STRING_RSA, NoKey(), encoding);
  }
  // Deriving the key of PKCS #8 takes a millisecond, which is spent once.
  Proven().Add({cipher, encoding.type});
}

const EVP_CIPHER* CipherOf(const OpenSslSession& openssl, const PrivateEncoding& encoding) {
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

// OpenSSL zeroes what these two hold of the key.

Secret EncryptedPrivateKeyInfo(const OpenSslSession& openssl, const Secret& info, const PrivateEncoding& encoding) {
  const uint8_t* start = info.data();
  const auto parsed = openssl.Own(openssl->d2i_PKCS8_PRIV_KEY_INFO(nullptr, &start, static_cast<long>(info.size())));
  if (!parsed) FailCrypto(openssl, "encrypt the private key");
  const auto encrypted = openssl.Own(openssl->PKCS8_encrypt(-1, CipherOf(openssl, encoding), encoding.passphrase.text(),
                                                            static_cast<int>(encoding.passphrase.size()), nullptr, 0, 0,
                                                            parsed.get()));
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
  if (!bio || openssl->PEM_ASN1_write_bio(WriteDer, label, bio.get(), &der, CipherOf(openssl, encoding), passphrase,
                                          static_cast<int>(encoding.passphrase.size()), nullptr, nullptr) != 1) {
    FailCrypto(openssl, "encrypt the private key");
  }
  char* text = nullptr;
  const long size = openssl->BIO_ctrl(bio.get(), BIO_CTRL_INFO, 0, &text);
  return Secret(text, static_cast<size_t>(size));
}

}  // namespace offloop
