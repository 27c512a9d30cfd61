#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "text.h"

namespace offloop {

enum class Encoding { kUtf8, kUtf16, kLatin1, kAscii, kHex, kBase64, kBase64Url };

// Decodes bytes that come piece by piece to the text that Buffer.toString makes of all of them. A piece is decoded
// while it is in the processor's cache. If the bytes are units of the text already, they are read to their final place.
//
// Throws ERR_STRING_TOO_LONG as soon as the text has more units than a string may have.
//
// Threads: any, one at a time.
class TextDecoder {
 public:
  // The maximum size of a piece: a larger one would leave the cache before it is decoded.
  static constexpr size_t kPiece = 128 << 10;

  static std::unique_ptr<TextDecoder> For(Encoding encoding, size_t max_length);
  virtual ~TextDecoder() = default;

  // A hint: how many bytes to expect, 0 if unknown.
  void Expect(uint64_t bytes) {
    expected_ = bytes;
    knows_ = bytes > 0;
  }
  // Where to read the next bytes to, at most `wanted`.
  virtual uint8_t* Place(size_t wanted) = 0;
  // `count` bytes have been read there.
  virtual void Take(size_t count) = 0;
  // No more bytes come.
  virtual Text Finish() = 0;

 protected:
  explicit TextDecoder(size_t max_length) : max_length_(max_length) {}

  void Came(size_t count) {
    if (count > expected_) knows_ = false;
    expected_ -= count < expected_ ? count : expected_;
  }
  // Estimates the final length of the text: `units` so far, and `units_per_byte` for each byte that is still to come.
  // Twice the present length if the number of bytes is unknown.
  uint64_t Likely(uint64_t units, double units_per_byte = 1) const;
  // Limits a capacity to the units that the text can have before CheckLength throws.
  size_t Bounded(uint64_t units) const;
  void CheckLength(size_t length) const;

 private:
  const size_t max_length_;
  uint64_t expected_ = 0;  // bytes still to come
  bool knows_ = false;     // whether expected_ is known
};

}  // namespace offloop
