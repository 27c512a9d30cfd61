#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "text.h"

namespace offloop {

enum class Encoding { kUtf8, kUtf16, kLatin1, kAscii, kHex, kBase64, kBase64Url };

// Makes text of bytes that come piece by piece, as Buffer.toString does of all of them. A piece is decoded while it is
// still in the processor's cache; where bytes are units of the text already, it is read to where it stays.
//
// Throws ERR_STRING_TOO_LONG as soon as there are more units than a string may have.
//
// Threads: any, one at a time.
class TextDecoder {
 public:
  // The most that comes at a time: more would no longer be in the cache when it is decoded.
  static constexpr size_t kPiece = 128 << 10;

  static std::unique_ptr<TextDecoder> For(Encoding encoding, size_t max_length);
  virtual ~TextDecoder() = default;

  // How many bytes are likely to come; 0 where nobody knows. It need not be so.
  void Expect(uint64_t bytes) {
    expected_ = bytes;
    knows_ = bytes > 0;
  }
  // Where the next bytes go, `wanted` at most.
  virtual uint8_t* Place(size_t wanted) = 0;
  // So many have come there.
  virtual void Take(size_t count) = 0;
  // No more come.
  virtual Text Finish() = 0;

 protected:
  explicit TextDecoder(size_t max_length) : max_length_(max_length) {}

  void Came(size_t count) {
    if (count > expected_) knows_ = false;
    expected_ -= count < expected_ ? count : expected_;
  }
  // How many units the text is likely to have at its end: so many for what has come, and more for each byte that is
  // still to come. Where nobody knows how many come, twice as many.
  uint64_t Likely(uint64_t units, double units_per_byte = 1) const;
  // No more than a text can use before it is found to be too long.
  size_t Bounded(uint64_t units) const;
  void CheckLength(size_t length) const;

 private:
  const size_t max_length_;
  uint64_t expected_ = 0;  // what is still to come
  bool knows_ = false;     // that no more comes than that
};

}  // namespace offloop
