#pragma once

#include "text_decoder.h"

namespace offloop {

// UTF-8. The text has units of one byte until a character needs two. While it is all ASCII, pieces are read to their
// final place.
class Utf8Decoder final : public TextDecoder {
 public:
  explicit Utf8Decoder(size_t max_length) : TextDecoder(max_length) {}

  uint8_t* Place(size_t wanted) override;
  void Take(size_t count) override;
  Text Finish() override;

 private:
  enum class Stage {
    kFirst,  // no bytes yet: the first piece decides between ASCII and Latin-1
    kAscii,
    kLatin1,
    kUtf16,
  };

  void TakeFirst(size_t count);
  void TakeAscii(size_t count);
  // Decodes the first `count` bytes of piece_, except for a character that is cut off.
  void Decode(size_t count, bool last);
  // Grows the text to at least `min_units` units of one byte; if it has to grow, to `likely_units`.
  void GrowNarrow(uint64_t min_units, uint64_t likely_units);
  void DecodeLatin1(const uint8_t*& in, const uint8_t* end);
  void DecodeUtf16(const uint8_t*& in, const uint8_t* end, bool last);
  void Widen(size_t capacity);
  uint16_t* wide() const { return reinterpret_cast<uint16_t*>(text_.memory.data()); }

  Stage stage_ = Stage::kFirst;
  Text text_;
  Block piece_;
  size_t cut_off_ = 0;  // bytes of a character at the beginning of piece_
  uint64_t came_ = 0;   // bytes decoded since the text has units of two bytes
  uint64_t made_ = 0;   // units decoded from them
};

}  // namespace offloop
