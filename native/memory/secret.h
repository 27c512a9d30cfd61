#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace offloop {

// Zeroes memory that is about to be freed.
inline void Wipe(void* memory, size_t size) {
  // Through a volatile pointer, because a compiler may drop a memset of memory that is freed next.
  volatile uint8_t* byte = static_cast<uint8_t*>(memory);
  for (size_t i = 0; i < size; ++i) byte[i] = 0;
}

// Bytes that are zeroed before their memory is freed, also when they move to larger memory: passphrases, private keys.
class Secret {
 public:
  Secret() = default;
  explicit Secret(size_t size) { Extend(size); }
  Secret(const void* data, size_t size) { Append(data, size); }
  Secret(Secret&& other) noexcept
      : bytes_(std::move(other.bytes_)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      WipeAll();
      bytes_ = std::move(other.bytes_);
      size_ = std::exchange(other.size_, 0);
      capacity_ = std::exchange(other.capacity_, 0);
    }
    return *this;
  }
  ~Secret() { WipeAll(); }

  uint8_t* data() { return bytes_.get(); }
  const uint8_t* data() const { return bytes_.get(); }
  const char* text() const { return reinterpret_cast<const char*>(bytes_.get()); }
  size_t size() const { return size_; }

  void Append(const void* data, size_t size) {
    if (size > 0) std::memcpy(Extend(size), data, size);
  }

  // Appends `size` zeros, and returns where they begin for the caller to write to.
  uint8_t* Extend(size_t size) {
    if (size > capacity_ - size_) Grow(size_ + size);
    size_ += size;
    return bytes_.get() + size_ - size;
  }

  // Removes the bytes after the first `size`.
  void Shorten(size_t size) {
    Wipe(bytes_.get() + size, size_ - size);
    size_ = size;
  }

 private:
  void Grow(size_t min_capacity) {
    const size_t capacity = std::max(min_capacity, 2 * capacity_);
    std::unique_ptr<uint8_t[]> larger(new uint8_t[capacity]());
    if (size_ > 0) std::memcpy(larger.get(), bytes_.get(), size_);
    WipeAll();
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  void WipeAll() { Wipe(bytes_.get(), size_); }

  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace offloop
