#pragma once

#include <fcntl.h>

#include "retry_on_eintr.h"
#include "unique_fd.h"

namespace offloop {

// Opens a folder to look up names in it. With O_PATH the folder need not be readable.
#ifdef O_PATH
constexpr int kFolder = O_PATH | O_DIRECTORY;
#else
constexpr int kFolder = O_RDONLY | O_DIRECTORY;
#endif

// openat(2), retried on EINTR. Not valid and errno if it fails.
inline UniqueFd OpenAt(int folder, const char* name, int flags, mode_t mode = 0) {
  return UniqueFd(RetryOnEintr([&] { return openat(folder, name, flags | O_CLOEXEC, mode); }));
}

}  // namespace offloop
