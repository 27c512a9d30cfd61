#include "pem.h"

#include <algorithm>

namespace offloop {

namespace {

constexpr size_t kLine = 48;  // bytes, which are 64 characters

void AppendText(Secret& pem, const std::string& text) { pem.Append(text.data(), text.size()); }

}  // namespace

Secret Pem(const OpenSslStay& openssl, const std::string& label, const Secret& der) {
  Secret pem;
  AppendText(pem, "-----BEGIN " + label + "-----\n");
  for (size_t at = 0; at < der.size(); at += kLine) {
    const size_t size = std::min(kLine, der.size() - at);
    const size_t length = (size + 2) / 3 * 4;
    uint8_t* line = pem.Extend(length + 1);
    openssl->EVP_EncodeBlock(line, der.data() + at, static_cast<int>(size));
    line[length] = '\n';
  }
  AppendText(pem, "-----END " + label + "-----\n");
  return pem;
}

}  // namespace offloop
