#pragma once

#include <cerrno>

namespace offloop {

// Repeats a system call while signals interrupt it, and returns its result.
template <typename Call>
auto RetryOnEintr(Call call) {
  for (;;) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

}  // namespace offloop
