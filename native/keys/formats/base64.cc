#include "base64.h"

#include <algorithm>

namespace offloop {

namespace {

size_t PaddingFor(const Secret& bytes) { return (3 - bytes.size() % 3) % 3; }

}  // namespace

Secret Base64(const OpenSslSession& openssl, const Secret& bytes) {
  // OpenSSL writes a NUL after the text.
  Secret text((bytes.size() + 2) / 3 * 4 + 1);
  openssl->EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
  text.Shorten(text.size() - 1);
  return text;
}

Secret Base64Url(const OpenSslSession& openssl, const Secret& bytes) {
  Secret text = Base64(openssl, bytes);
  text.Shorten(text.size() - PaddingFor(bytes));
  std::replace(text.data(), text.data() + text.size(), '+', '-');
  std::replace(text.data(), text.data() + text.size(), '/', '_');
  return text;
}

}  // namespace offloop
