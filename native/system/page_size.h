#pragma once

#include <unistd.h>

#include <cstddef>

namespace offloop {

// No kernel has smaller pages.
constexpr size_t kMinPageSize = 4096;

inline size_t PageSize() {
  static const auto size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

}  // namespace offloop
