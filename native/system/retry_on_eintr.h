#pragma once

#include <cerrno>

namespace offloop {

// Makes a system call again for as long as a signal interrupts it, and returns what it returned in the end.
template <typename Call>
auto RetryOnEintr(Call call) {
  for (;;) {
    const auto result = call();
    if (result >= 0 || errno != EINTR) return result;
  }
}

}  // namespace offloop
