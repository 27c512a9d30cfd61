#pragma once

#include <fcntl.h>

#include "retry_on_eintr.h"
#include "unique_fd.h"

namespace offloop {

// To look up names in a folder, which need not be readable where the system has a way to say so.
#ifdef O_PATH
constexpr int kFolder = O_PATH | O_DIRECTORY;
#else
constexpr int kFolder = O_RDONLY | O_DIRECTORY;
#endif

// openat(2), however often a signal interrupts it. Not valid where it failed: errno says why.
inline UniqueFd OpenAt(int folder, const char* name, int flags, mode_t mode = 0) {
  return UniqueFd(RetryOnEintr([&] { return openat(folder, name, flags | O_CLOEXEC, mode); }));
}

}  // namespace offloop
