#include "base64.h"

namespace offloop {

Secret Base64(const OpenSslStay& openssl, const Secret& bytes) {
  // OpenSSL writes a NUL after the text.
  Secret text((bytes.size() + 2) / 3 * 4 + 1);
  openssl->EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
  text.Shorten(text.size() - 1);
  return text;
}

}  // namespace offloop
