#include "mounts.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "../system/failure.h"
#include "../system/openat2.h"
#include "../system/retry_on_eintr.h"
#include "../system/thread.h"

namespace offloop {

namespace {

// Opening a file of overlayfs opens the file of a layer, and the layer may be on a file system that blocks. The kernel
// reports the device of such a file as different from the overlay's, unless the overlay has no upper layer or xino=on.
HotWay WayOfOverlay(std::string_view options) {
  const bool tells = options.substr(0, 2) == "rw" && options.find(",upperdir=") != options.npos &&
                     options.find(",xino=on") == options.npos;
  return tells ? HotWay::kResident : HotWay::kNone;
}

// If there is a swap file, pages of tmpfs may be in it: then mincore(2) has to be asked.
HotWay WayOf(std::string_view type, std::string_view options, bool swaps) {
  for (const char* name : {"ext4", "ext3", "ext2", "xfs", "btrfs", "f2fs"}) {
    if (type == name) return HotWay::kNoWait;
  }
  if (type == "ramfs") return HotWay::kMemory;
  if (type == "tmpfs") return swaps ? HotWay::kResident : HotWay::kMemory;
  if (type == "overlay") return WayOfOverlay(options);
  return HotWay::kNone;
}

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

std::string ReadAll(int fd) {
  std::string text;
  char part[16 << 10];
  for (;;) {
    const ssize_t got = RetryOnEintr([&] { return read(fd, part, sizeof part); });
    if (got <= 0) return text;
    text.append(part, static_cast<size_t>(got));
  }
}

// Takes the text before the next space. Spaces in names are written as \040.
std::string_view TakeField(std::string_view& line) {
  const std::string_view field = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(field.size() + 1, line.size()));
  return field;
}

unsigned ToNumber(std::string_view digits) {
  return static_cast<unsigned>(std::strtoul(std::string(digits).c_str(), nullptr, 10));
}

// 36 35 98:0 /folder /mnt rw,noatime master:1 - ext4 /dev/root rw,errors=continue
// The number of fields before the dash varies: proc_pid_mountinfo(5).
std::pair<uint64_t, Mount> ReadLine(std::string_view line, bool swaps) {
  Mount mount;
  const uint64_t id = ToNumber(TakeField(line));
  TakeField(line);
  const std::string_view device = TakeField(line);
  const size_t colon = std::min(device.find(':'), device.size() - 1);
  mount.device_major = ToNumber(device.substr(0, colon));
  mount.device_minor = ToNumber(device.substr(colon + 1));
  TakeField(line);
  TakeField(line);
  const std::string_view options = TakeField(line);
  while (!line.empty() && TakeField(line) != "-") continue;
  const std::string_view type = TakeField(line);
  TakeField(line);
  mount.way = WayOf(type, line, swaps);
  mount.swappable = type == "tmpfs";
  mount.access_times = AccessTimesOf(options, type, line);
  return {id, mount};
}

// Whether there is a swap file, or may be one. The file has a heading and a line for each swap file.
bool HasSwaps(int fd) {
  if (fd < 0) return true;
  const std::string text = ReadAll(fd);
  return text.empty() || text.find('\n') + 1 < text.size();
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
    const auto [id, mount] = ReadLine(line, swaps);
    if (mount.way != HotWay::kNone) mounts_.emplace(id, mount);
  }
  const auto found = mounts_.find(MountIdOf(root));
  if (found != mounts_.end() && !found->second.swappable) root_ = found->second;
}

Mount MountTable::Of(uint64_t mount_id) const {
  if (mounts_.empty() || outdated()) return {};
  const auto found = mounts_.find(mount_id);
  const Mount mount = found == mounts_.end() ? Mount{} : found->second;
  // poll(2) ignores a negative descriptor: if /proc/swaps cannot be opened, the table assumes swap files for good.
  struct pollfd notices[] = {{notices_.get(), POLLPRI, 0}, {swaps_.get(), POLLPRI, 0}};
  if (poll(notices, mount.swappable ? 2 : 1, 0) != 0) {
    outdated_.store(true, std::memory_order_relaxed);
    return {};
  }
  return mount;
}

Mounts& Mounts::Get() {
  static auto* mounts = new Mounts;
  return *mounts;
}

const MountTable* Mounts::Current(std::shared_ptr<const MountTable>& kept) {
  const MountTable* newest = newest_.load(std::memory_order_acquire);
  if (kept.get() != newest) {
    std::lock_guard<std::mutex> lock(mutex_);
    kept = table_;
  }
  if ((!kept || kept->outdated()) && !learning_.exchange(true) && !StartThread("mounts", 0, [this] { Learn(); })) {
    learning_.store(false);
  }
  return kept.get();
}

void Mounts::Learn() {
  std::shared_ptr<const MountTable> learned;
  try {
    learned = std::make_shared<const MountTable>();
  } catch (...) {
    // Out of memory or descriptors: the next read tries again.
  }
  if (learned) {
    std::lock_guard<std::mutex> lock(mutex_);
    table_.swap(learned);
    newest_.store(table_.get(), std::memory_order_release);
  }
  learning_.store(false);
}

}  // namespace offloop

#endif
