#pragma once

#include "text_decoder.h"

namespace offloop {

// An encoding that writes bytes as digits: each group of bytes becomes a group of digits.
struct Digits {
  const char* alphabet;
  size_t group_bytes;
  size_t group_digits;
  bool padded;  // with '=' if the last group is incomplete
};

extern const Digits kHexDigits;
extern const Digits kBase64Digits;
extern const Digits kBase64UrlDigits;

class DigitDecoder final : public TextDecoder {
 public:
  DigitDecoder(size_t max_length, const Digits& digits);

  uint8_t* Place(size_t wanted) override;
  void Take(size_t count) override;
  Text Finish() override;

 private:
  void Spell(const uint8_t* bytes, size_t groups);
  void SpellRest();

  const Digits& digits_;
  Text text_;
  Block piece_;
  size_t left_over_ = 0;  // bytes at the beginning of piece_, less than a group
};

}  // namespace offloop
