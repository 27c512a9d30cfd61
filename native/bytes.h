#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

namespace offloop {

// A growing block of memory whose ownership can be handed to a JavaScript Buffer. Not zeroed: it is read into.
class Bytes {
 public:
  Bytes() = default;
  Bytes(Bytes&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Bytes& operator=(Bytes&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~Bytes() { std::free(data_); }

  uint8_t* data() { return data_; }
  uint8_t* end() { return data_ + size_; }
  size_t size() const { return size_; }
  size_t room() const { return capacity_ - size_; }

  void Reserve(size_t capacity) {
    void* moved = std::realloc(data_, capacity > 0 ? capacity : 1);
    if (moved == nullptr) throw std::bad_alloc();
    data_ = static_cast<uint8_t*>(moved);
    capacity_ = capacity;
  }

  void Append(size_t count) { size_ += count; }

  // Gives back the room that is left, where the system lets it.
  void Shrink() {
    void* moved = std::realloc(data_, size_ > 0 ? size_ : 1);
    if (moved == nullptr) return;
    data_ = static_cast<uint8_t*>(moved);
    capacity_ = size_;
  }

  // Gives the memory away; whoever takes it frees it with std::free.
  uint8_t* Release() {
    size_ = capacity_ = 0;
    return std::exchange(data_, nullptr);
  }

 private:
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace offloop
