#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <cstdint>
#include <optional>
#include <string_view>

#include "hot_status.h"

namespace offloop {

// When a read makes the kernel write the file's access time: mount(8). The file system may have to read from the disk
// for that, even with RWF_NOWAIT.
enum class AccessTimes : uint8_t {
  kNever,     // noatime, a read-only mount; only in memory: lazytime, tmpfs
  kRelative,  // relatime: if the time is a day old, or not later than the last change
  kAlways,    // strictatime
};

// From a line of /proc/self/mountinfo.
AccessTimes AccessTimesOf(std::string_view mount_options, std::string_view type, std::string_view super_options);

// Whether a read may make the kernel write the access time.
bool IsAccessTimeDue(AccessTimes times, const HotStatus& status);

// A thread's read of a file whose access time was due. If the kernel did not write the time, the read remembers that
// until the file changes: a file in a lower layer of overlayfs, or with the attribute A of chattr(1).
//
// Threads: any; After on the thread that read.
class DueRead {
 public:
  void Before(int fd);
  void After(int fd) const;

 private:
  std::optional<HotStatus> before_;
};

}  // namespace offloop

#else

namespace offloop {

// Does nothing on platforms that read no file on the loop.
class DueRead {
 public:
  void Before(int) {}
  void After(int) const {}
};

}  // namespace offloop

#endif
