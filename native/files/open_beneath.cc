#include "open_beneath.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <utility>
#include <vector>

#include "../system/open_at.h"
#include "../system/openat2.h"

namespace offloop {

namespace {

// The kernel's limit: path_resolution(7).
constexpr int kMaxLinks = 40;
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
constexpr int kAttempts = 16;
#endif

UniqueFd Refuse(int error) {
  errno = error;
  return UniqueFd();
}

// Resolves a path name by name and reads symbolic links itself. It keeps a descriptor of every folder on the way, so
// that ".." is the folder before, even if a folder has been moved meanwhile. O_NOFOLLOW detects a link that has
// replaced a name after the check: that name is then resolved again.
class Walk {
 public:
  Walk(int root, const std::string& path) : root_(root), rest_(path) {}

  UniqueFd Open(int flags) {
    if (rest_.empty()) return Refuse(ENOENT);
    if (rest_.size() >= PATH_MAX) return Refuse(ENAMETOOLONG);
    for (;;) {
      if (rest_[0] == '/') return Refuse(EXDEV);
      const std::string name = TakeName();
      const bool last = rest_.empty();
      if (name == "..") {
        // Looking up ".." needs the permission to search the folder, which opening "." checks.
        if (UniqueFd here = OpenAt(folder(), ".", kFolder); !here.valid()) return here;
        if (folders_.empty()) return Refuse(EXDEV);
        folders_.pop_back();
      } else if (name != ".") {
        if (FollowLink(name)) {
          if (rest_.empty()) return Refuse(ENOENT);
          if (++links_ > kMaxLinks) return Refuse(ELOOP);
          continue;
        }
        UniqueFd fd = OpenAt(folder(), name.c_str(), (last ? flags : kFolder) | O_NOFOLLOW);
        if (!fd.valid()) {
          if (!IsLink(name)) return fd;
          if (++links_ > kMaxLinks) return Refuse(ELOOP);
          rest_ = last ? name : name + "/" + rest_;
          continue;
        }
        if (last) return fd;
        folders_.push_back(std::move(fd));
      }
      if (last) return OpenAt(folder(), ".", flags);
    }
  }

 private:
  int folder() const { return folders_.empty() ? root_ : folders_.back().get(); }

  // A path with slashes at its end has to be a folder: the rest is "." then.
  std::string TakeName() {
    const size_t end = rest_.find('/');
    if (end == rest_.npos) return std::exchange(rest_, "");
    std::string name = rest_.substr(0, end);
    const size_t next = rest_.find_first_not_of('/', end);
    rest_ = next == rest_.npos ? "." : rest_.substr(next);
    return name;
  }

  bool IsLink(const std::string& name) const {
    const int error = errno;
    char byte;
    const bool link = readlinkat(folder(), name.c_str(), &byte, 1) >= 0;
    errno = error;
    return link;
  }

  // Replaces the name of a link with its target.
  bool FollowLink(const std::string& name) {
    char target[PATH_MAX];
    const ssize_t size = readlinkat(folder(), name.c_str(), target, sizeof target);
    if (size < 0) return false;
    rest_ = std::string(target, static_cast<size_t>(size)) + (rest_.empty() ? "" : "/" + rest_);
    return true;
  }

  const int root_;
  std::vector<UniqueFd> folders_;
  std::string rest_;
  int links_ = 0;
};

}  // namespace

UniqueFd OpenBeneath(int root, const std::string& path, int flags) {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  // EAGAIN: a rename happened while ".." was resolved. A leased file fails with it as well, every time.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    UniqueFd fd = Openat2(root, path.c_str(), flags, RESOLVE_BENEATH);
    if (fd.valid() || (errno != EAGAIN && errno != EINTR && errno != ENOSYS && errno != EPERM)) return fd;
    // An old kernel lacks the call, or a sandbox refuses it.
    if (errno == ENOSYS || errno == EPERM) break;
  }
#endif
  return Walk(root, path).Open(flags);
}

}  // namespace offloop
