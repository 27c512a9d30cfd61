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
  size_t room() const { return block_.size() - size_; }

  void Reserve(size_t capacity) { block_.Reserve(capacity, size_); }
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

}  // namespace offloop
