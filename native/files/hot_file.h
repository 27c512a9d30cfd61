#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>
#include <sys/uio.h>

#include <cstdint>
#include <optional>

#include "../unique_fd.h"
#include "mounts.h"

namespace offloop {

// A file that was opened on the loop, and how it can be read there.
struct HotFile {
  UniqueFd fd;
  HotWay way = HotWay::kNone;
};

// Opens a file if that cannot block; not valid otherwise. `path` is written to.
HotFile OpenHot(const MountTable& mounts, char* path);
// The same for a path that must not lead out of the folder `root`.
HotFile OpenHotBeneath(const MountTable& mounts, const char* root, const char* path);

// What statx(2) knows of an open file without asking a server.
std::optional<struct statx> HotStatus(const UniqueFd& fd);

// Whether `length` bytes can be read without waiting. Where RWF_NOWAIT works, the read itself tells.
bool MayRead(const HotFile& file, uint64_t position, uint64_t length);
ssize_t ReadNow(const HotFile& file, uint64_t position, const struct iovec* parts, int count);

}  // namespace offloop

#endif
