#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <unistd.h>

#include "linux_abi.h"
#include "unique_fd.h"

namespace offloop {

// openat2(2), for which glibc has no function. Not valid and errno if it fails.
inline UniqueFd Openat2(int folder, const char* path, int flags, uint64_t resolve) {
  OpenHow how = {};
  how.flags = static_cast<uint64_t>(flags | O_CLOEXEC);
  how.resolve = resolve;
  return UniqueFd(static_cast<int>(syscall(SYS_openat2, folder, path, &how, sizeof how)));
}

}  // namespace offloop

#endif
