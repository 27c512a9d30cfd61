#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "spare_memory.h"

namespace offloop {

// Memory that can be handed to JavaScript: from malloc if it is small, a piece of SpareMemory if it is large. It is not
// zeroed.
class Block {
 public:
  Block() = default;
  Block(Block&& other) noexcept : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Block& operator=(Block&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~Block() { Free(); }

  uint8_t* data() const { return data_; }
  size_t size() const { return size_; }

  // Grows it to at least `size` bytes, and keeps the first `used`.
  void Reserve(size_t size, size_t used) {
    if (size <= size_ && data_ != nullptr) return;
    if (size < SpareMemory::kMinSize) {
      Become(static_cast<uint8_t*>(std::realloc(data_, std::max<size_t>(size, 1))), size);
    } else if (used > kCopyUpTo) {
      const size_t capacity = SpareMemory::CapacityFor(size);
      Become(SpareMemory::Resize(data_, size_, capacity), capacity);
    } else {
      Block larger;
      larger.Become(SpareMemory::Take(size), SpareMemory::CapacityFor(size));
      if (used > 0) std::memcpy(larger.data_, data_, used);
      *this = std::move(larger);
    }
  }

  // Returns the unused memory behind the first `used` bytes if the estimate was too large.
  void Shrink(size_t used) {
    const size_t capacity =
        IsLarge() ? SpareMemory::CapacityFor(std::max(used, SpareMemory::kMinSize)) : std::max<size_t>(used, 1);
    if (capacity + capacity / 8 >= size_) return;
    if (IsLarge()) {
      Become(SpareMemory::Resize(data_, size_, capacity), capacity);
    } else if (void* const moved = std::realloc(data_, capacity)) {
      Become(static_cast<uint8_t*>(moved), capacity);
    }
  }

  // A large block is recycled as spare memory.
  void Free() {
    if (IsLarge()) {
      SpareMemory::Recycle(data_, size_);
    } else {
      std::free(data_);
    }
    data_ = nullptr;
    size_ = 0;
  }

 private:
  // Up to this size a copy costs less than moving pages, and the old piece can be recycled whole.
  static constexpr size_t kCopyUpTo = 1 << 20;

  bool IsLarge() const { return size_ >= SpareMemory::kMinSize; }

  void Become(uint8_t* memory, size_t size) {
    if (memory == nullptr) throw std::bad_alloc();
    data_ = memory;
    size_ = size;
  }

  uint8_t* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace offloop
