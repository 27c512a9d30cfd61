#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "../memory/bytes.h"
#include "../text/text.h"
#include "../text/text_decoder.h"

namespace offloop {

// The result of reading a file: its bytes, or a text. Both get a hint of how many bytes to expect, return where to read
// the next bytes to, and take the bytes that were read there.

// Where to read to.
struct Place {
  uint8_t* start;
  size_t size;
};

// `As` is the type of the result: ExternalBytes or HeldBytes.
template <typename As>
class FileBytes {
 public:
  using Result = As;
  // A thread reads this much, for some milliseconds, before it runs other jobs.
  static constexpr uint64_t kSlice = 16 << 20;
  static constexpr uint64_t kPiece = kSlice;

  void Expect(uint64_t bytes) { expected_ = static_cast<size_t>(bytes); }
  Place PlaceFor(size_t wanted) {
    if (bytes_.free_capacity() == 0) {
      bytes_.Reserve(std::max({expected_ + 1, 2 * bytes_.size(), bytes_.size() + wanted}));
    }
    return {bytes_.end(), std::min(wanted, bytes_.free_capacity())};
  }
  void Take(size_t count) { bytes_.Append(count); }
  As Finish() { return {std::move(bytes_)}; }

 private:
  size_t expected_ = 0;
  Bytes bytes_;
};

class FileText {
 public:
  using Result = Text;
  static constexpr uint64_t kSlice = 8 << 20;
  static constexpr uint64_t kPiece = TextDecoder::kPiece;

  FileText(Encoding encoding, size_t max_length) : decoder_(TextDecoder::For(encoding, max_length)) {}

  void Expect(uint64_t bytes) { decoder_->Expect(bytes); }
  Place PlaceFor(size_t wanted) { return {decoder_->Place(wanted), wanted}; }
  void Take(size_t count) { decoder_->Take(count); }
  Text Finish() { return decoder_->Finish(); }

 private:
  std::unique_ptr<TextDecoder> decoder_;
};

}  // namespace offloop
