#include "open_for_reading.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "../failure.h"
#include "file_status.h"

namespace offloop {

namespace {

UniqueFd Open(const char* path, int flags) {
  int fd;
  do {
    fd = open(path, flags | O_CLOEXEC);
  } while (fd < 0 && errno == EINTR);
  return UniqueFd(fd);
}

}  // namespace

UniqueFd OpenForReading(const std::string& path) {
  UniqueFd fd = Open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY);
#ifdef __linux__
  // A regular file under a write lease (fcntl(2), F_SETLEASE: Samba, NFS servers) answers EWOULDBLOCK where a blocking
  // open waits until the lease is given back. O_PATH pins down what the name means, so that it cannot become a FIFO
  // between the look and the second open.
  if (!fd.valid() && errno == EWOULDBLOCK) {
    const UniqueFd pinned = Open(path.c_str(), O_PATH);
    if (!pinned.valid()) Fail("open");
    if (S_ISREG(StatusOf(pinned.get()).mode)) {
      const std::string same = "/proc/self/fd/" + std::to_string(pinned.get());
      fd = Open(same.c_str(), O_RDONLY | O_NOCTTY);
      if (!fd.valid()) Fail("open");
    } else {
      throw SystemFailure{EWOULDBLOCK, "open"};
    }
  }
#endif
  if (!fd.valid()) Fail("open");
  return fd;
}

}  // namespace offloop
