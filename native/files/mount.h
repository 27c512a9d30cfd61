#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "access_times.h"

namespace offloop {

// How files on a mount can be read without blocking.
enum class HotWay : uint8_t {
  kNone,      // not at all: network file systems, FUSE, unknown file systems
  kNoWait,    // preadv2(2) with RWF_NOWAIT
  kMemory,    // any read, because its pages are always in memory
  kResident,  // any read of pages that mincore(2) reports as resident, in files on the mount's own device
};

// What a line of /proc/self/mountinfo tells of a mount.
struct MountTraits {
  HotWay way = HotWay::kNone;
  bool swappable = false;  // its pages are in memory or in a swap file
  AccessTimes access_times = AccessTimes::kAlways;
  unsigned device_major = 0;
  unsigned device_minor = 0;
};

// A mount whose files can be read on the loop.
struct Mount : MountTraits {
  Mount(const MountTraits& traits, bool has_local_layers) : MountTraits(traits), has_local_layers(has_local_layers) {}

  // Whether a file has the device of the mount. Files of overlayfs may have others: those of their layers.
  bool IsOnDevice(const struct statx& status) const {
    return status.stx_dev_major == device_major && status.stx_dev_minor == device_minor;
  }

  // Whether an open of its files asks no server. For an overlay: once a file has shown that all its layers are on one
  // local file system.
  mutable std::atomic<bool> has_local_layers;
};

// Whether files of a mount can be opened without asking a server.
enum class Opening : uint8_t {
  kLocal,
  kOfLayers,  // an overlay: as the file systems of its layers
  kMayBlock,  // FUSE, network file systems, automounts, and all that are not known
};

// A line of /proc/self/mountinfo.
struct MountLine {
  uint64_t id;
  std::string place;  // where it is mounted
  Opening opening;
  MountTraits traits;
};

// `swaps` tells whether there is a swap file. The text has no newline.
MountLine ReadMountLine(std::string_view line, bool swaps);

}  // namespace offloop

#endif
