#include "key_parts.h"

#include <algorithm>

namespace offloop {

namespace {

// The size of an uncompressed point on the largest curve, sect571r1, in bytes.
constexpr size_t kMaxPointSize = 145;

[[noreturn]] void FailTaking(const OpenSslSession& openssl) { FailCrypto(openssl, "take the key to pieces"); }

}  // namespace

std::string KeyParts::TypeName() const { return openssl_->EVP_PKEY_get0_type_name(key_); }

std::string KeyParts::Text(const char* name) const {
  char text[80];
  if (openssl_->EVP_PKEY_get_utf8_string_param(key_, name, text, sizeof text, nullptr) != 1) FailTaking(openssl_);
  return text;
}

Secret KeyParts::Number(const char* name, size_t width) const {
  BIGNUM* taken = nullptr;
  if (openssl_->EVP_PKEY_get_bn_param(key_, name, &taken) != 1) FailTaking(openssl_);
  const OpenSslOwned<BIGNUM> number = openssl_.Own(taken);
  const size_t size = (static_cast<size_t>(openssl_->BN_num_bits(number.get())) + 7) / 8;
  Secret bytes(std::max(size, width));
  openssl_->BN_bn2binpad(number.get(), bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

Secret KeyParts::Octets(const char* name) const {
  // Asking for the size first would make OpenSSL encode a point twice, which is slow.
  size_t size = 0;
  Secret bytes(kMaxPointSize);
  if (openssl_->EVP_PKEY_get_octet_string_param(key_, name, bytes.data(), bytes.size(), &size) == 1) {
    bytes.Shorten(size);
    return bytes;
  }
  openssl_->ERR_clear_error();
  if (openssl_->EVP_PKEY_get_octet_string_param(key_, name, nullptr, 0, &size) != 1) FailTaking(openssl_);
  Secret larger(size);
  if (openssl_->EVP_PKEY_get_octet_string_param(key_, name, larger.data(), size, nullptr) != 1) FailTaking(openssl_);
  return larger;
}

}  // namespace offloop
