#include "hot_file.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>
#include <optional>

#include "../system/openat2.h"

namespace offloop {

namespace {

// With O_NONBLOCK the open waits neither for a FIFO's writer nor for the holder of a lease: fcntl(2).
constexpr int kRead = O_RDONLY | O_NONBLOCK | O_NOCTTY;
constexpr int kFolderOnly = O_PATH | O_DIRECTORY;
// With RESOLVE_CACHED the look-up does not block, but the open may: FUSE and NFS ask their servers. So files are opened
// only on a mount that is known to be local, without leaving it, or where all mounts are local.
constexpr uint64_t kOnMount = RESOLVE_CACHED | RESOLVE_NO_XDEV;

// Whether an open failed because a name is not cached, or because the path leads to another mount.
bool MayBeElsewhere(const UniqueFd& fd) { return !fd.valid() && (errno == EAGAIN || errno == EXDEV); }

// Looks at a file of an overlay before it is opened, until one has shown that all layers are local: the kernel gives a
// file the overlay's own device only if its layers share a file system, which then is the local one of the upper layer.
// (With xino=auto they may be several, but only of kinds that are on disks.)
bool HasLocalLayers(const Mount& mount, int folder, const char* path, uint64_t resolve) {
  if (mount.has_local_layers.load(std::memory_order_relaxed)) return true;
  const UniqueFd file = Openat2(folder, path, O_PATH, kOnMount | resolve);
  const auto status = file.valid() ? StatxOf(file.get(), STATX_TYPE) : std::nullopt;
  const bool is_local = status && S_ISREG(status->stx_mode) && mount.IsOnDevice(*status);
  if (is_local) mount.has_local_layers.store(true, std::memory_order_relaxed);
  return is_local;
}

// Not valid, with EAGAIN, without a mount.
HotFile OpenOn(const Mount* mount, int folder, const char* path, uint64_t resolve) {
  errno = EAGAIN;
  if (mount == nullptr || !HasLocalLayers(*mount, folder, path, resolve)) return {};
  return {Openat2(folder, path, kRead, kOnMount | resolve), mount};
}

// Whether a path goes down only, as far as its names tell.
bool IsPlain(const char* path) {
  if (path[0] == '/') return false;
  for (const char* name = path; name != nullptr; name = std::strchr(name, '/')) {
    if (*name == '/') ++name;
    if (name[0] == '.' && name[1] == '.' && (name[2] == '/' || name[2] == '\0')) return false;
  }
  return true;
}

// False if the whole path does not fit.
bool Join(const char* root, const char* path, char (&whole)[PATH_MAX]) {
  const size_t length = std::strlen(root);
  const size_t rest = std::strlen(path);
  if (length + 1 + rest >= sizeof whole) return false;
  std::memcpy(whole, root, length);
  whole[length] = '/';
  std::memcpy(whole + length + 1, path, rest + 1);
  return true;
}

}  // namespace

HotFile HotOpener::Open(char* path) const { return Open(path, RESOLVE_NO_MAGICLINKS); }

HotFile HotOpener::Open(char* path, uint64_t resolve) const {
  if (path[0] != '/') {
    const auto here = StatxOf(AT_FDCWD, mounts_.mount_id_mask());
    HotFile file = here ? OpenOn(mounts_.Of(*here), AT_FDCWD, path, resolve) : HotFile{};
    if (!MayBeElsewhere(file.fd)) return file;
  } else if (!trace_.Knows(FolderMemory::Fact::kOtherMount)) {
    HotFile file = OpenOn(mounts_.root(), AT_FDCWD, path, resolve);
    if (!MayBeElsewhere(file.fd)) return file;
  } else if (mounts_.AreAllLocal()) {
    return {Openat2(AT_FDCWD, path, kRead, RESOLVE_CACHED | resolve)};
  }
  char* slash = std::strrchr(path, '/');
  if (slash == nullptr) return {};
  if (slash == path) return OpenFromFolder("/", path + 1, resolve, resolve);
  *slash = '\0';
  return OpenFromFolder(path, slash + 1, resolve, resolve);
}

HotFile HotOpener::OpenBeneath(const char* root, const char* path) const {
  // A path without links and ".." cannot lead out of its root: then one call opens it, as if there was none.
  char whole[PATH_MAX];
  if (!trace_.Knows(FolderMemory::Fact::kLinks) && IsPlain(path) && Join(root, path, whole)) {
    HotFile file = Open(whole, RESOLVE_NO_SYMLINKS);
    if (file.fd.valid() || errno != ELOOP) return file;
    trace_.Learn(FolderMemory::Fact::kLinks);
  }
  return OpenFromFolder(root, path, 0, RESOLVE_BENEATH);
}

HotFile HotOpener::OpenFromFolder(const char* folder, const char* name, uint64_t to_folder, uint64_t to_name) const {
  const UniqueFd place = Openat2(AT_FDCWD, folder, kFolderOnly, RESOLVE_CACHED | to_folder);
  if (!place.valid()) return {};
  const auto status = StatxOf(place.get(), mounts_.mount_id_mask());
  const Mount* const mount = status ? mounts_.Of(*status) : nullptr;
  if (mount == nullptr) trace_.Learn(FolderMemory::Fact::kThread);
  if (mount != nullptr && mount != mounts_.root()) trace_.Learn(FolderMemory::Fact::kOtherMount);
  return OpenOn(mount, place.get(), name, to_name);
}

bool HotOpener::Examine(HotFile& file) const {
  if (file.mount != nullptr) {
    const auto status = StatusOfLocal(file.fd);
    if (status) file.status = *status;
    return status.has_value();
  }
  const auto status = StatxOf(file.fd.get(), kHotStatusMask | mounts_.mount_id_mask());
  if (!status) return false;
  file.status = StatusFrom(*status);
  file.mount = mounts_.OfChecked(*status);
  return true;
}

// preadv2(2). The system call takes the position in two halves; on 64-bit systems the first is the whole position.
ssize_t ReadNow(const HotFile& file, uint64_t position, void* into, size_t size) {
  const struct iovec part = {into, size};
  const int flags = file.mount->way == HotWay::kNoWait ? RWF_NOWAIT : 0;
  return syscall(SYS_preadv2, file.fd.get(), &part, 1, position, 0, flags);
}

}  // namespace offloop

#endif
