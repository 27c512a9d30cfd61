#include "decode_utf8.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "utf8.h"

namespace offloop {

uint8_t* Utf8Decoder::Place(size_t wanted) {
  if (stage_ == Stage::kAscii) {
    GrowNarrow(text_.length + wanted, Likely(text_.length));
    return text_.memory.data() + text_.length;
  }
  piece_.Reserve(cut_off_ + wanted, cut_off_);
  return piece_.data() + cut_off_;
}

void Utf8Decoder::Take(size_t count) {
  Came(count);
  if (stage_ == Stage::kFirst) {
    TakeFirst(count);
  } else if (stage_ == Stage::kAscii) {
    TakeAscii(count);
  } else {
    Decode(cut_off_ + count, false);
  }
  CheckLength(text_.length);
}

void Utf8Decoder::TakeFirst(size_t count) {
  if (AsciiPrefix(piece_.data(), count) < count) {
    stage_ = Stage::kLatin1;
    Decode(count, false);
  } else {
    stage_ = Stage::kAscii;
    text_.length = count;
    text_.memory = std::move(piece_);
  }
}

void Utf8Decoder::TakeAscii(size_t count) {
  const uint8_t* const place = text_.memory.data() + text_.length;
  const size_t ascii = AsciiPrefix(place, count);
  text_.length += ascii;
  if (ascii == count) return;
  stage_ = Stage::kLatin1;
  piece_.Reserve(count - ascii, 0);
  std::memcpy(piece_.data(), place + ascii, count - ascii);
  Decode(count - ascii, false);
}

void Utf8Decoder::Decode(size_t count, bool last) {
  const uint8_t* in = piece_.data();
  const uint8_t* const end = in + count;
  if (stage_ == Stage::kLatin1) DecodeLatin1(in, end);
  // One byte that is left may be the beginning of a character that is cut off.
  if (stage_ == Stage::kUtf16 || last || end - in > 1) DecodeUtf16(in, end, last);
  cut_off_ = static_cast<size_t>(end - in);
  std::memmove(piece_.data(), in, cut_off_);
}

void Utf8Decoder::DecodeLatin1(const uint8_t*& in, const uint8_t* end) {
  const uint64_t capacity = text_.length + static_cast<uint64_t>(end - in);
  // Until the first piece is decoded, the text may have to become UTF-16: only the needed capacity is reserved.
  GrowNarrow(capacity, text_.length > 0 ? Likely(capacity) : capacity);
  const Decoded<uint8_t> decoded = Utf8ToLatin1(in, end, text_.memory.data() + text_.length);
  in = decoded.in;
  text_.length = static_cast<size_t>(decoded.out - text_.memory.data());
}

void Utf8Decoder::GrowNarrow(uint64_t min_units, uint64_t likely_units) {
  if (min_units > text_.memory.size()) text_.memory.Reserve(Bounded(std::max(min_units, likely_units)), text_.length);
}

void Utf8Decoder::DecodeUtf16(const uint8_t*& in, const uint8_t* end, bool last) {
  const auto count = static_cast<uint64_t>(end - in);
  if (count == 0) return;
  uint64_t capacity = text_.length + count;
  if (2 * capacity > text_.memory.size() || stage_ != Stage::kUtf16) {
    if (came_ > 0) capacity = Likely(capacity, static_cast<double>(made_) / static_cast<double>(came_));
    Widen(Bounded(capacity));
  }
  const Decoded<uint16_t> decoded = Utf8ToUtf16(in, end, wide() + text_.length, last);
  const auto length = static_cast<size_t>(decoded.out - wide());
  came_ += static_cast<uint64_t>(decoded.in - in);
  made_ += length - text_.length;
  in = decoded.in;
  text_.length = length;
}

void Utf8Decoder::Widen(size_t capacity) {
  if (stage_ == Stage::kUtf16) {
    text_.memory.Reserve(2 * capacity, 2 * text_.length);
    return;
  }
  Block memory;
  memory.Reserve(2 * capacity, 0);
  const uint8_t* const from = text_.memory.data();
  std::copy(from, from + text_.length, reinterpret_cast<uint16_t*>(memory.data()));
  text_.memory = std::move(memory);
  text_.form = Text::Form::kUtf16;
  stage_ = Stage::kUtf16;
}

Text Utf8Decoder::Finish() {
  if (cut_off_ > 0) Decode(cut_off_, true);
  CheckLength(text_.length);
  text_.memory.Shrink(text_.form == Text::Form::kUtf16 ? 2 * text_.length : text_.length);
  return std::move(text_);
}

}  // namespace offloop
