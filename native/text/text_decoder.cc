#include "text_decoder.h"

#include <algorithm>
#include <cstdio>

#include "../system/failure.h"
#include "decode_digits.h"
#include "decode_units.h"
#include "decode_utf8.h"

namespace offloop {

namespace {

// Hexadecimal makes two units of a byte. A piece may begin with a few bytes of the piece before it.
constexpr uint64_t kMaxUnitsOfPiece = 2 * TextDecoder::kPiece + 16;

}  // namespace

std::unique_ptr<TextDecoder> TextDecoder::For(Encoding encoding, size_t max_length) {
  switch (encoding) {
    case Encoding::kUtf8:
      return std::make_unique<Utf8Decoder>(max_length);
    case Encoding::kUtf16:
      return std::make_unique<UnitDecoder>(max_length, UnitDecoder::Kind::kUtf16);
    case Encoding::kLatin1:
      return std::make_unique<UnitDecoder>(max_length, UnitDecoder::Kind::kLatin1);
    case Encoding::kAscii:
      return std::make_unique<UnitDecoder>(max_length, UnitDecoder::Kind::kAscii);
    case Encoding::kHex:
      return std::make_unique<DigitDecoder>(max_length, kHexDigits);
    case Encoding::kBase64:
      return std::make_unique<DigitDecoder>(max_length, kBase64Digits);
    case Encoding::kBase64Url:
      return std::make_unique<DigitDecoder>(max_length, kBase64UrlDigits);
  }
  return nullptr;
}

uint64_t TextDecoder::Likely(uint64_t units, double units_per_byte) const {
  if (!knows_) return 2 * units;
  return units + static_cast<uint64_t>(static_cast<double>(expected_) * units_per_byte) + 1;
}

size_t TextDecoder::Bounded(uint64_t units) const {
  return static_cast<size_t>(std::min<uint64_t>(units, max_length_ + kMaxUnitsOfPiece));
}

// The message is Node's.
void TextDecoder::CheckLength(size_t length) const {
  if (length <= max_length_) return;
  char message[80];
  std::snprintf(message, sizeof message, "Cannot create a string longer than 0x%zx characters", max_length_);
  throw CodedFailure{"ERR_STRING_TOO_LONG", message};
}

}  // namespace offloop
