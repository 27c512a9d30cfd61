#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>

#include <cstdint>
#include <string_view>

namespace offloop {

// When the kernel writes a file's time of access because the file is read: mount(8). To write it, the file system may
// have to read from the disk, and RWF_NOWAIT does not keep it from that.
enum class AccessTimes : uint8_t {
  kNever,     // noatime, a read-only mount; or in memory only: lazytime, tmpfs
  kRelative,  // relatime: where the time is not later than those of the last changes, or a day old
  kAlways,    // strictatime
};

// From a line of /proc/self/mountinfo.
AccessTimes AccessTimesOf(std::string_view mount_options, std::string_view type, std::string_view super_options);

// Whether a read may make the kernel write the time of access. `status` needs the three times, the device and the inode.
bool IsAccessTimeDue(AccessTimes times, const struct statx& status);

// A thread's read of a file whose time of access was due. Where the kernel has not written it all the same, that is
// remembered until the file changes: a lower layer of overlayfs, a file with the attribute A of chattr(1).
//
// Threads: any; After on the one that read.
class DueRead {
 public:
  void Before(int fd);
  void After(int fd) const;

 private:
  bool known_ = false;
  struct statx before_;
};

}  // namespace offloop

#else

namespace offloop {

// Where nothing is read on the loop.
class DueRead {
 public:
  void Before(int) {}
  void After(int) const {}
};

}  // namespace offloop

#endif
