#pragma once

#include "text_decoder.h"

namespace offloop {

// Encodings whose bytes are the units of the text already: they are read to their final place.
class UnitDecoder final : public TextDecoder {
 public:
  enum class Kind { kAscii, kLatin1, kUtf16 };

  UnitDecoder(size_t max_length, Kind kind) : TextDecoder(max_length), kind_(kind) {}

  uint8_t* Place(size_t wanted) override;
  void Take(size_t count) override;
  Text Finish() override;

 private:
  size_t unit_size() const { return kind_ == Kind::kUtf16 ? 2 : 1; }

  const Kind kind_;
  Block memory_;
  size_t size_ = 0;
};

}  // namespace offloop
