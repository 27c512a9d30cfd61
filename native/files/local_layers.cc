#include "local_layers.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <memory>
#include <string_view>
#include <vector>

#include "../system/openat2.h"
#include "hot_status.h"

namespace offloop {

namespace {

// Bounds the search: an image has files in its root folder or one below it.
constexpr int kMaxEntries = 1000;
constexpr int kMaxDepth = 2;

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

// Does not leave the mount.
Folder OpenFolder(int at, const char* name, uint64_t resolve) {
  UniqueFd fd = Openat2(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, resolve);
  Folder folder(fd.valid() ? fdopendir(fd.get()) : nullptr);
  if (folder) fd.Release();
  return folder;
}

class Search {
 public:
  explicit Search(const Mount& mount) : mount_(mount) {}

  // Whether a file in this folder or below it is on the overlay's own device.
  bool Find(DIR* folder, int depth) {
    std::vector<std::string> folders;
    while (const struct dirent* entry = left_-- > 0 ? readdir(folder) : nullptr) {
      const std::string_view name = entry->d_name;
      if (entry->d_type == DT_DIR && name != "." && name != "..") folders.emplace_back(name);
      if (entry->d_type == DT_REG && IsOnOverlay(dirfd(folder), entry->d_name)) return true;
    }
    for (const std::string& name : folders) {
      if (left_ <= 0 || depth == kMaxDepth) return false;
      const Folder below = OpenFolder(dirfd(folder), name.c_str(), RESOLVE_NO_XDEV);
      if (below && Find(below.get(), depth + 1)) return true;
    }
    return false;
  }

 private:
  // Another file system may be mounted on the file.
  bool IsOnOverlay(int folder, const char* name) const {
    struct statx status;
    return statx(folder, name, AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_TYPE, &status) == 0 &&
           S_ISREG(status.stx_mode) && mount_.IsOnDevice(status);
  }

  const Mount& mount_;
  int left_ = kMaxEntries;
};

}  // namespace

void FindLocalLayers(const Mount& mount, const std::string& place) {
  const Folder folder = OpenFolder(AT_FDCWD, place.c_str(), 0);
  const auto status = folder ? StatxOf(dirfd(folder.get()), STATX_TYPE) : std::nullopt;
  if (!status || !mount.IsOnDevice(*status)) return;
  if (Search(mount).Find(folder.get(), 1)) mount.has_local_layers.store(true, std::memory_order_relaxed);
}

}  // namespace offloop

#endif
