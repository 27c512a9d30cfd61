#include "open_for_reading.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "../system/failure.h"
#include "../system/file_status.h"
#include "../system/open_at.h"
#include "open_beneath.h"

namespace offloop {

namespace {

// open(2), beneath the root if there is one.
class Place {
 public:
  explicit Place(const std::optional<std::string>& root) {
    if (!root) return;
    root_ = OpenAt(AT_FDCWD, root->c_str(), kFolder);
    if (!root_.valid()) throw SystemFailure{errno, "open", "root"};
  }

  UniqueFd Open(const std::string& path, int flags) const {
    return root_.valid() ? OpenBeneath(root_.get(), path, flags) : OpenAt(AT_FDCWD, path.c_str(), flags);
  }

 private:
  UniqueFd root_;
};

}  // namespace

UniqueFd OpenForReading(const std::optional<std::string>& root, const std::string& path) {
  const Place place(root);
  UniqueFd fd = place.Open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
#ifdef __linux__
  // A non-blocking open of a regular file under a write lease (fcntl(2), F_SETLEASE: Samba, NFS servers) fails with
  // EWOULDBLOCK; a blocking open waits until the lease is released. O_PATH pins the file, so that the name cannot
  // become a FIFO between the check and the second open.
  if (!fd.valid() && errno == EWOULDBLOCK) {
    const UniqueFd pinned = place.Open(path, O_PATH);
    if (!pinned.valid()) Fail("open");
    if (S_ISREG(StatusOf(pinned.get()).mode)) {
      const std::string same = "/proc/self/fd/" + std::to_string(pinned.get());
      fd = OpenAt(AT_FDCWD, same.c_str(), O_RDONLY | O_NOCTTY);
      if (!fd.valid()) Fail("open");
    } else {
      throw SystemFailure{EWOULDBLOCK, "open"};
    }
  }
#endif
  if (!fd.valid() && root && errno == EXDEV) {
    throw CodedFailure{"ERR_PATH_OUTSIDE_ROOT", "The path '" + path + "' leads out of its root '" + *root + "'"};
  }
  if (!fd.valid()) Fail("open");
  return fd;
}

}  // namespace offloop
