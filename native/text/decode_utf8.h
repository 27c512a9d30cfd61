#pragma once

#include "text_decoder.h"

namespace offloop {

// UTF-8. The text is kept in units of one byte as long as they do. While all is ASCII, pieces are read to where they stay.
class Utf8Decoder final : public TextDecoder {
 public:
  explicit Utf8Decoder(size_t max_length) : TextDecoder(max_length) {}

  uint8_t* Place(size_t wanted) override;
  void Take(size_t count) override;
  Text Finish() override;

 private:
  enum class Stage {
    kFirst,   // nothing has come: the first piece tells what to expect
    kAscii,
    kLatin1,
    kUtf16,
  };

  void TakeFirst(size_t count);
  void TakeAscii(size_t count);
  // Decodes the first bytes of piece_, all but a character that is cut off.
  void Decode(size_t count, bool last);
  // Makes room for so many units of a byte, if there is less, and for those that are likely.
  void GrowNarrow(uint64_t min_units, uint64_t likely_units);
  void DecodeLatin1(const uint8_t*& in, const uint8_t* end);
  void DecodeUtf16(const uint8_t*& in, const uint8_t* end, bool last);
  void Widen(size_t capacity);
  uint16_t* wide() const { return reinterpret_cast<uint16_t*>(text_.memory.data()); }

  Stage stage_ = Stage::kFirst;
  Text text_;
  Block piece_;
  size_t cut_off_ = 0;       // bytes of a character at the beginning of piece_
  uint64_t came_ = 0;        // bytes decoded since the text is of two bytes a unit
  uint64_t made_ = 0;        // units that they made
};

}  // namespace offloop
