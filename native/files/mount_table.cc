#include "mount_table.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <poll.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>

#include "../system/failure.h"
#include "../system/openat2.h"
#include "../system/read_all.h"
#include "local_layers.h"

namespace offloop {

namespace {

bool Unsupported(int error) { return error == ENOSYS || error == EPERM || error == EINVAL; }

// False if the kernel lacks a call or a sandbox refuses it. `proc` is a file that fails with EOPNOTSUPP for RWF_NOWAIT.
bool KernelCan(int proc) {
  // On 32-bit systems preadv2 takes its position in two halves.
  if (sizeof(long) < 8) return false;
  if (!Openat2(AT_FDCWD, "/", O_PATH, RESOLVE_CACHED).valid() && Unsupported(errno)) return false;
  char byte;
  struct iovec one = {&byte, 1};
  // Not the C library's function, which turns ENOSYS into ENOTSUP.
  return syscall(SYS_preadv2, proc, &one, 1, 0L, 0L, RWF_NOWAIT) >= 0 || !Unsupported(errno);
}

// Whether there is a swap file, or may be one. The file has a heading and a line for each swap file.
bool HasSwaps(int fd) {
  if (fd < 0) return true;
  const std::string text = ReadAll(fd);
  return text.empty() || text.find('\n') + 1 < text.size();
}

// The unique numbers of all mounts; fewer if the kernel or a sandbox refuses the call.
std::vector<uint64_t> ListUniqueIds() {
  std::vector<uint64_t> ids;
  uint64_t part[256];
  for (uint64_t last = 0;;) {
    const MountRequest request{sizeof request, 0, LSMT_ROOT, last};
    const long count = syscall(SYS_listmount, &request, part, std::size(part), 0);
    if (count <= 0) return ids;
    ids.insert(ids.end(), part, part + count);
    last = ids.back();
  }
}

}  // namespace

MountTable::MountTable()
    : notices_(open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)), swaps_(open("/proc/swaps", O_RDONLY | O_CLOEXEC)) {
  struct statx root;
  // Descriptors may be available later: Current then tries again.
  if (!notices_.valid() && (errno == EMFILE || errno == ENFILE)) Fail("open");
  if (!notices_.valid() || !KernelCan(notices_.get())) return;
  if (statx(AT_FDCWD, "/", AT_STATX_DONT_SYNC, STATX_MNT_ID, &root) != 0 || !(root.stx_mask & STATX_MNT_ID)) return;

  const bool swaps = HasSwaps(swaps_.get());
  const std::string text = ReadAll(notices_.get());
  std::string_view rest(text);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    Add(ReadMountLine(line, swaps));
  }
  FindUniqueIds();
  const auto found = mounts_.find(MountIdOf(root));
  if (found != mounts_.end() && !found->second.swappable) root_ = &found->second;
}

void MountTable::Add(const MountLine& line) {
  if (line.opening == Opening::kMayBlock) others_are_local_ = false;
  if (line.traits.way == HotWay::kNone) return;
  const Mount& mount = mounts_.try_emplace(line.id, line.traits, line.opening == Opening::kLocal).first->second;
  if (line.opening == Opening::kOfLayers) overlays_.emplace_back(&mount, line.place);
}

void MountTable::FindUniqueIds() {
  for (const uint64_t unique : ListUniqueIds()) {
    const MountRequest request{sizeof request, 0, unique, STATMOUNT_MNT_BASIC};
    MountStatus status{};
    if (syscall(SYS_statmount, &request, &status, sizeof status, 0) != 0) continue;
    const auto found = mounts_.find(status.id);
    if (found != mounts_.end()) unique_.emplace(unique, &found->second);
  }
  // A mount that came meanwhile may have the number of one that has gone.
  if (!IsUpToDate()) unique_.clear();
}

unsigned MountTable::mount_id_mask() const {
  // A sandbox may allow statx(2) and refuse listmount(2).
  return unique_.empty() ? STATX_MNT_ID : STATX_MNT_ID | STATX_MNT_ID_UNIQUE;
}

const Mount* MountTable::Of(const struct statx& status) const {
  const Mount* const mount = OfChecked(status);
  if (mount == nullptr) return nullptr;
  const bool is_certain = (status.stx_mask & STATX_MNT_ID_UNIQUE) != 0 && !mount->swappable;
  return is_certain || IsUpToDate() ? mount : nullptr;
}

const Mount* MountTable::OfChecked(const struct statx& status) const {
  if (status.stx_mask & STATX_MNT_ID_UNIQUE) {
    const auto found = unique_.find(MountIdOf(status));
    return found == unique_.end() ? nullptr : found->second;
  }
  const auto found = status.stx_mask & STATX_MNT_ID ? mounts_.find(MountIdOf(status)) : mounts_.end();
  return found == mounts_.end() ? nullptr : &found->second;
}

bool MountTable::AreAllLocal() const {
  const auto is_local = [](const auto& overlay) {
    return overlay.first->has_local_layers.load(std::memory_order_relaxed);
  };
  return others_are_local_ && !mounts_.empty() && std::all_of(overlays_.begin(), overlays_.end(), is_local) &&
         IsUpToDate();
}

void MountTable::FindLocalLayers() const {
  // A container sees its own overlay; a machine that runs many containers sees all of theirs.
  constexpr size_t kMaxOverlays = 8;
  if (overlays_.size() > kMaxOverlays) return;
  for (const auto& [mount, place] : overlays_) offloop::FindLocalLayers(*mount, place);
}

bool MountTable::IsUpToDate() const {
  if (outdated()) return false;
  // poll(2) ignores a negative descriptor: if /proc/swaps cannot be opened, the table assumes swap files for good.
  struct pollfd notices[] = {{notices_.get(), POLLPRI, 0}, {swaps_.get(), POLLPRI, 0}};
  if (poll(notices, 2, 0) == 0) return true;
  outdated_.store(true, std::memory_order_relaxed);
  return false;
}

void MountTable::LookNowAndThen(CoarseClock::time_point now) const {
  // The clock changes with each tick of the kernel.
  if (looked_at_.load(std::memory_order_relaxed) == now) return;
  looked_at_.store(now, std::memory_order_relaxed);
  IsUpToDate();
}

}  // namespace offloop

#endif
