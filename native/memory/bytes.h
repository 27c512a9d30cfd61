#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "block.h"

namespace offloop {

// A growing sequence of bytes.
class Bytes {
 public:
  uint8_t* data() const { return block_.data(); }
  uint8_t* end() const { return block_.data() + size_; }
  size_t size() const { return size_; }
  size_t free_capacity() const { return block_.size() - size_; }

  // Keeps `behind` bytes after the end, too: those that were written there and have not been appended yet.
  void Reserve(size_t capacity, size_t behind = 0) { block_.Reserve(capacity, size_ + behind); }
  void Append(size_t count) { size_ += count; }

  // Gives away the memory, less what is left over at its end.
  Block Release() {
    block_.Shrink(std::exchange(size_, 0));
    return std::move(block_);
  }

 private:
  Block block_;
  size_t size_ = 0;
};

// Bytes that become a Buffer without being copied: only for an environment that ends after every other. A Buffer's memory
// may be given to another environment, by ArrayBuffer.prototype.transfer or a byte stream, and outlive its own there.
struct ExternalBytes {
  Bytes bytes;
};

}  // namespace offloop
