#include "hot_file.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "../system/openat2.h"
#include "../system/page_size.h"

namespace offloop {

namespace {

// mincore(2) is asked about at most this many bytes, and a page at each end of them.
constexpr size_t kMaxMapped = 256 << 10;
constexpr uint64_t kCached = RESOLVE_CACHED | RESOLVE_NO_XDEV;

// mincore(2) reports every page as resident unless the caller owns the file or may write to it.
bool TellsWhatIsResident(const UniqueFd& fd, const struct statx& status) {
  if (status.stx_uid == geteuid()) return true;
  return syscall(SYS_faccessat2, fd.get(), "", W_OK, AT_EMPTY_PATH | AT_EACCESS) == 0;
}

// Checks a file before it is opened, on mounts where the open itself may block.
bool MayOpen(const Mount& mount, int folder, const char* path, uint64_t resolve) {
  if (mount.way != HotWay::kResident) return true;
  const UniqueFd file = Openat2(folder, path, O_PATH, kCached | resolve);
  const auto status = file.valid() ? HotStatus(file) : std::nullopt;
  return status && S_ISREG(status->stx_mode) && status->stx_dev_major == mount.device_major &&
         status->stx_dev_minor == mount.device_minor && TellsWhatIsResident(file, *status);
}

// With RESOLVE_CACHED the look-up does not block, but the open may: FUSE and NFS ask their servers. So files are opened
// only on a mount that is known to be local, without leaving it. With O_NONBLOCK the open waits neither for a FIFO's
// writer nor for the holder of a lease: fcntl(2).
HotFile OpenOn(const Mount& mount, int folder, const char* path, uint64_t resolve) {
  if (!MayOpen(mount, folder, path, resolve)) return {};
  return {Openat2(folder, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, kCached | resolve), mount};
}

HotFile OpenFromFolder(const MountTable& mounts, const char* folder, const char* name, uint64_t resolve) {
  const UniqueFd place = Openat2(AT_FDCWD, folder, O_PATH | O_DIRECTORY, RESOLVE_CACHED);
  const auto status = place.valid() ? HotStatus(place) : std::nullopt;
  if (!status) return {};
  const Mount mount = mounts.Of(MountIdOf(*status));
  if (mount.way == HotWay::kNone) return {};
  return OpenOn(mount, place.get(), name, resolve);
}

bool IsResident(const HotFile& file, const struct statx& status, uint64_t position, uint64_t length) {
  if (position >= status.stx_size) return true;
  const uint64_t page = PageSize();
  const uint64_t start = position / page * page;
  const uint64_t size = std::min<uint64_t>(status.stx_size, position + length) - start;
  unsigned char pages[kMaxMapped / kMinPageSize + 2];
  if (size > sizeof pages * kMinPageSize) return false;
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.fd.get(), static_cast<off_t>(start));
  if (mapped == MAP_FAILED) return false;
  const bool known = mincore(mapped, size, pages) == 0;
  munmap(mapped, size);
  return known && std::all_of(pages, pages + (size + page - 1) / page, [](unsigned char flags) { return flags & 1; });
}

}  // namespace

std::optional<struct statx> HotStatus(const UniqueFd& fd) {
  struct statx status;
  const unsigned wanted = STATX_TYPE | STATX_MODE | STATX_UID | STATX_INO | STATX_SIZE | STATX_ATIME | STATX_MTIME |
                          STATX_CTIME | STATX_MNT_ID;
  if (statx(fd.get(), "", AT_EMPTY_PATH | AT_STATX_DONT_SYNC, wanted, &status) != 0) return std::nullopt;
  return status;
}

HotFile OpenHot(const MountTable& mounts, char* path) {
  if (path[0] == '/' && mounts.root().way != HotWay::kNone) {
    HotFile file = OpenOn(mounts.root(), AT_FDCWD, path, 0);
    if (file.fd.valid()) return file;
    // EAGAIN means that a name is not cached, or that the path crosses a mount point.
  }
  char* slash = std::strrchr(path, '/');
  if (slash == nullptr) return OpenFromFolder(mounts, ".", path, 0);
  if (slash == path) return OpenFromFolder(mounts, "/", path + 1, 0);
  *slash = '\0';
  return OpenFromFolder(mounts, path, slash + 1, 0);
}

HotFile OpenHotBeneath(const MountTable& mounts, const char* root, const char* path) {
  return OpenFromFolder(mounts, root, path, RESOLVE_BENEATH);
}

bool MayRead(const HotFile& file, const struct statx& status, uint64_t position, uint64_t length) {
  return file.mount.way != HotWay::kResident || length == 0 || IsResident(file, status, position, length);
}

// preadv2(2). The system call takes the position in two halves; on 64-bit systems the first is the whole position.
ssize_t ReadNow(const HotFile& file, uint64_t position, void* into, size_t size) {
  const struct iovec part = {into, size};
  const int flags = file.mount.way == HotWay::kNoWait ? RWF_NOWAIT : 0;
  return syscall(SYS_preadv2, file.fd.get(), &part, 1, position, 0, flags);
}

}  // namespace offloop

#endif
