#include "cipher.h"

#include <mutex>
#include <set>
#include <utility>

#include "formats/der.h"
#include "formats/encrypt_private_key.h"

namespace offloop {

namespace {

// The ciphers that have encrypted a trial key, each with the type of its encoding. Threads: any. OpenSSL has one object
// for all names of a cipher.
class ProvenCiphers {
 public:
  using Use = std::pair<const EVP_CIPHER*, PrivateKeyType>;

  bool Has(const Use& use) {
    std::lock_guard<std::mutex> lock(mutex_);
    return uses_.count(use) > 0;
  }
  void Add(const Use& use) {
    std::lock_guard<std::mutex> lock(mutex_);
    uses_.insert(use);
  }

 private:
  std::mutex mutex_;
  std::set<Use> uses_;
};

ProvenCiphers& Proven() {
  static auto* proven = new ProvenCiphers;
  return *proven;
}

// A PrivateKeyInfo around zeros.
Secret TrialKey() {
  // rsaEncryption; any algorithm would do.
  constexpr uint8_t kIdentifier[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
  return Der(DerTag::kSequence, {DerInteger(0), Der(DerTag::kSequence, {Secret(kIdentifier, sizeof kIdentifier)}),
                                 Der(DerTag::kOctetString, {Secret(64)})});
}

}  // namespace

const EVP_CIPHER* ResolveCipher(const OpenSslSession& openssl, const std::string& name, PrivateKeyType type) {
  const EVP_CIPHER* cipher = openssl->EVP_get_cipherbyname(name.c_str());
  if (cipher == nullptr) {
    throw CodedFailure{"ERR_CRYPTO_UNKNOWN_CIPHER",
                       "Unknown cipher: '" + name + "'; crypto.getCiphers() lists the known ones"};
  }
  // OpenSSL would use these nevertheless. A wrapping cipher overruns its memory. Traditional PEM has no place for the
  // tag of an AEAD cipher, and without it the key cannot be decrypted.
  const int mode = openssl->EVP_CIPHER_get_mode(cipher);
  const bool tagged = mode == EVP_CIPH_GCM_MODE || mode == EVP_CIPH_CCM_MODE || mode == EVP_CIPH_OCB_MODE;
  if (mode == EVP_CIPH_WRAP_MODE || (tagged && type != PrivateKeyType::kPkcs8)) {
    throw CodedFailure{"ERR_CRYPTO_UNKNOWN_CIPHER",
                       "The cipher '" + name + "' cannot encrypt keys: use one in CBC mode, such as 'aes-256-cbc'"};
  }
  return cipher;
}

void CheckCipher(const OpenSslSession& openssl, const PrivateEncoding& encoding) {
  if (encoding.cipher == nullptr || Proven().Has({encoding.cipher, encoding.type})) return;
  // OpenSSL has no function that tells whether a cipher can encrypt keys. So it encrypts a trial key.
  switch (encoding.type) {
    case PrivateKeyType::kPkcs8:
      EncryptedPrivateKeyInfo(openssl, TrialKey(), encoding);
      break;
    case PrivateKeyType::kPkcs1:
    case PrivateKeyType::kSec1:
      EncryptedPem(openssl, PEM_STRING_RSA, TrialKey(), encoding);
      break;
  }
  // The key derivation of PKCS #8 takes a millisecond, which is spent once.
  Proven().Add({encoding.cipher, encoding.type});
}

}  // namespace offloop
