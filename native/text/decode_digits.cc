#include "decode_digits.h"

#include <cstring>
#include <utility>

namespace offloop {

const Digits kHexDigits{"0123456789abcdef", 1, 2, false};
const Digits kBase64Digits{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 3, 4, true};
const Digits kBase64UrlDigits{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 3, 4, false};

DigitDecoder::DigitDecoder(size_t max_length, const Digits& digits) : TextDecoder(max_length), digits_(digits) {}

uint8_t* DigitDecoder::Place(size_t wanted) {
  // One more group, because SpellRest fills up the last one.
  piece_.Reserve(left_over_ + wanted + digits_.group_bytes, left_over_);
  return piece_.data() + left_over_;
}

void DigitDecoder::Take(size_t count) {
  Came(count);
  const size_t size = left_over_ + count;
  const size_t groups = size / digits_.group_bytes;
  // One more group, for an incomplete one at the end.
  const uint64_t capacity = text_.length + (groups + 1) * digits_.group_digits;
  if (capacity > text_.memory.size()) {
    const double digits_per_byte = static_cast<double>(digits_.group_digits) / static_cast<double>(digits_.group_bytes);
    text_.memory.Reserve(Bounded(Likely(capacity, digits_per_byte)), text_.length);
  }
  Spell(piece_.data(), groups);
  CheckLength(text_.length);
  left_over_ = size - groups * digits_.group_bytes;
  std::memmove(piece_.data(), piece_.data() + size - left_over_, left_over_);
}

void DigitDecoder::Spell(const uint8_t* bytes, size_t groups) {
  uint8_t* out = text_.memory.data() + text_.length;
  const char* const alphabet = digits_.alphabet;
  if (digits_.group_bytes == 1) {
    for (size_t i = 0; i < groups; ++i) {
      *out++ = static_cast<uint8_t>(alphabet[bytes[i] >> 4]);
      *out++ = static_cast<uint8_t>(alphabet[bytes[i] & 15]);
    }
  } else {
    for (size_t i = 0; i < groups; ++i, bytes += 3) {
      const uint32_t group = static_cast<uint32_t>(bytes[0]) << 16 | static_cast<uint32_t>(bytes[1]) << 8 | bytes[2];
      for (int shift = 18; shift >= 0; shift -= 6) *out++ = static_cast<uint8_t>(alphabet[group >> shift & 63]);
    }
  }
  text_.length += groups * digits_.group_digits;
}

// One byte that is left over makes two digits, two bytes make three.
void DigitDecoder::SpellRest() {
  std::memset(piece_.data() + left_over_, 0, digits_.group_bytes - left_over_);
  const size_t end = text_.length + left_over_ + 1;
  Spell(piece_.data(), 1);
  if (digits_.padded) {
    std::memset(text_.memory.data() + end, '=', text_.length - end);
  } else {
    text_.length = end;
  }
}

Text DigitDecoder::Finish() {
  if (left_over_ > 0) SpellRest();
  CheckLength(text_.length);
  text_.memory.Shrink(text_.length);
  return std::move(text_);
}

}  // namespace offloop
