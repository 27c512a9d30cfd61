#include "pem.h"

#include <algorithm>

#include "base64.h"

namespace offloop {

namespace {

void AppendText(Secret& pem, const std::string& text) { pem.Append(text.data(), text.size()); }

}  // namespace

Secret Pem(const OpenSslSession& openssl, const std::string& label, const Secret& bytes, size_t columns) {
  const Secret text = Base64(openssl, bytes);
  Secret pem;
  AppendText(pem, "-----BEGIN " + label + "-----\n");
  for (size_t at = 0; at < text.size(); at += columns) {
    pem.Append(text.data() + at, std::min(columns, text.size() - at));
    AppendText(pem, "\n");
  }
  AppendText(pem, "-----END " + label + "-----\n");
  return pem;
}

}  // namespace offloop
