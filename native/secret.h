#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace offloop {

// Bytes that are zeroed before their memory is given back: passphrases and private keys.
class Secret {
 public:
  Secret() = default;
  Secret(const void* data, size_t size) : bytes_(new uint8_t[size]), size_(size) {
    if (size > 0) std::memcpy(bytes_.get(), data, size);
  }
  Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      Wipe();
      bytes_ = std::move(other.bytes_);
      size_ = std::exchange(other.size_, 0);
    }
    return *this;
  }
  ~Secret() { Wipe(); }

  const uint8_t* data() const { return bytes_.get(); }
  const char* text() const { return reinterpret_cast<const char*>(bytes_.get()); }
  size_t size() const { return size_; }

 private:
  void Wipe() {
    // Through a volatile pointer, for a compiler may drop a memset of memory that is freed right after.
    volatile uint8_t* byte = bytes_.get();
    for (size_t i = 0; i < size_; ++i) byte[i] = 0;
  }

  std::unique_ptr<uint8_t[]> bytes_;
  size_t size_ = 0;
};

}  // namespace offloop
