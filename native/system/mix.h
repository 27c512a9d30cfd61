#pragma once

#include <cstdint>

namespace offloop {

// Adds a value to a hash.
inline uint64_t Mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 32;
}

}  // namespace offloop
