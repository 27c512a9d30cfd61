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

// As the kernel counts: path_resolution(7).
constexpr int kMaxLinks = 40;
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
constexpr int kAttempts = 16;
#endif

UniqueFd Refuse(int error) {
  errno = error;
  return UniqueFd();
}

// Goes from name to name with a descriptor of every folder on the way, so that ".." is the folder that was come from,
// wherever it may have been moved to meanwhile, and reads symbolic links itself. O_NOFOLLOW catches a link that takes
// the place of what has just been looked at: that name is looked at again.
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
        // To look it up takes the permission to search the folder, as "." does.
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

  // Slashes at the end of a path mean a folder: they leave "." to be looked up.
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

  // Puts what a link says in its place.
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
  // EAGAIN: something was being renamed while ".." was looked up. A leased file answers so too, and goes on doing so.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    UniqueFd fd = Openat2(root, path.c_str(), flags, RESOLVE_BENEATH);
    if (fd.valid() || (errno != EAGAIN && errno != EINTR && errno != ENOSYS && errno != EPERM)) return fd;
    // An old kernel does not know the call, a sandbox may forbid it.
    if (errno == ENOSYS || errno == EPERM) break;
  }
#endif
  return Walk(root, path).Open(flags);
}

}  // namespace offloop
