#include "decode_units.h"

#include <algorithm>
#include <utility>

namespace offloop {

namespace {

constexpr bool kBigEndian = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

}  // namespace

uint8_t* UnitDecoder::Place(size_t wanted) {
  if (size_ + wanted > memory_.size()) {
    const uint64_t bytes = std::max<uint64_t>(size_ + wanted, Likely(size_));
    memory_.Reserve(unit_size() * Bounded((bytes + unit_size() - 1) / unit_size()), size_);
  }
  return memory_.data() + size_;
}

void UnitDecoder::Take(size_t count) {
  Came(count);
  // Node clears the top bits.
  if (kind_ == Kind::kAscii) {
    uint8_t* const bytes = memory_.data() + size_;
    for (size_t i = 0; i < count; ++i) bytes[i] &= 0x7f;
  }
  size_ += count;
  CheckLength(size_ / unit_size());
}

Text UnitDecoder::Finish() {
  const size_t length = size_ / unit_size();
  if (kBigEndian && kind_ == Kind::kUtf16) {
    for (size_t i = 0; i < length; ++i) std::swap(memory_.data()[2 * i], memory_.data()[2 * i + 1]);
  }
  memory_.Shrink(size_);
  return {std::move(memory_), length, kind_ == Kind::kUtf16 ? Text::Form::kUtf16 : Text::Form::kLatin1};
}

}  // namespace offloop
