#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "../../memory/secret.h"

namespace offloop {

// Writes the data types of the SSH protocols: RFC 4251, section 5.
class SshWriter {
 public:
  void Uint32(uint32_t number) {
    const uint8_t bytes[] = {static_cast<uint8_t>(number >> 24), static_cast<uint8_t>(number >> 16),
                             static_cast<uint8_t>(number >> 8), static_cast<uint8_t>(number)};
    Raw(bytes, sizeof bytes);
  }

  void String(const void* data, size_t size) {
    Uint32(static_cast<uint32_t>(size));
    Raw(data, size);
  }
  void String(std::string_view text) { String(text.data(), text.size()); }
  void String(const Secret& bytes) { String(bytes.data(), bytes.size()); }

  // A non-negative number without leading zeros, except one zero byte if the first bit would be a sign.
  void Mpint(const Secret& number) {
    const uint8_t* first = number.data();
    size_t size = number.size();
    while (size > 0 && *first == 0) ++first, --size;
    const bool signed_otherwise = size > 0 && (*first & 0x80) != 0;
    Uint32(static_cast<uint32_t>(size + signed_otherwise));
    if (signed_otherwise) Raw("", 1);
    Raw(first, size);
  }

  // Without a length prefix.
  void Raw(const void* data, size_t size) { bytes_.Append(data, size); }

  const Secret& bytes() const { return bytes_; }
  Secret Finish() { return std::move(bytes_); }

 private:
  Secret bytes_;
};

}  // namespace offloop
