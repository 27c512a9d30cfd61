#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "../system/unique_fd.h"
#include "mounts.h"

namespace offloop {

// A file that was opened on the loop, and its mount.
struct HotFile {
  UniqueFd fd;
  Mount mount;
};

// Opens a file if that cannot block; not valid otherwise. Modifies `path`.
HotFile OpenHot(const MountTable& mounts, char* path);
// The same for a path that must not leave the folder `root`.
HotFile OpenHotBeneath(const MountTable& mounts, const char* root, const char* path);

// statx(2) of an open file, without a request to a server.
std::optional<struct statx> HotStatus(const UniqueFd& fd);

// Whether `length` bytes of a regular file can be read without waiting. True if the mount supports RWF_NOWAIT, because
// then the read itself fails instead of waiting.
bool MayRead(const HotFile& file, const struct statx& status, uint64_t position, uint64_t length);
ssize_t ReadNow(const HotFile& file, uint64_t position, void* into, size_t size);

}  // namespace offloop

#endif
