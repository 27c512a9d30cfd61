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

  // Also keeps `behind` bytes after the end, which have been written there and not been appended yet.
  void Reserve(size_t capacity, size_t behind = 0) { block_.Reserve(capacity, size_ + behind); }
  void Append(size_t count) { size_ += count; }

  // Hands over the memory, without its unused end.
  Block Release() {
    block_.Shrink(std::exchange(size_, 0));
    return std::move(block_);
  }

 private:
  Block block_;
  size_t size_ = 0;
};

// Bytes that become a Buffer without a copy. Only for the environment that ends last: ArrayBuffer.prototype.transfer or
// a byte stream may hand a Buffer's memory to another environment, which must not outlive it.
struct ExternalBytes {
  Bytes bytes;
};

}  // namespace offloop
