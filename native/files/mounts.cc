#include "mounts.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../failure.h"
#include "../thread.h"
#include "openat2.h"

namespace offloop {

namespace {

HotWay WayOf(std::string_view type) {
  for (const char* name : {"ext4", "ext3", "ext2", "xfs", "btrfs", "f2fs"}) {
    if (type == name) return HotWay::kNoWait;
  }
  if (type == "tmpfs" || type == "ramfs") return HotWay::kMemory;
  if (type == "overlay") return HotWay::kResident;
  return HotWay::kNone;
}

bool Unsupported(int error) { return error == ENOSYS || error == EPERM || error == EINVAL; }

// Old kernels lack the calls, sandboxes refuse them. `proc` is a file that does not support RWF_NOWAIT and says so.
bool KernelCan(int proc) {
  if (!Openat2(AT_FDCWD, "/", O_PATH, RESOLVE_CACHED).valid() && Unsupported(errno)) return false;
  char byte;
  struct iovec one = {&byte, 1};
  // The C library's function would make ENOTSUP of ENOSYS.
  return syscall(SYS_preadv2, proc, &one, 1, 0L, 0L, RWF_NOWAIT) >= 0 || !Unsupported(errno);
}

std::string ReadAll(int fd) {
  std::string text;
  char part[16 << 10];
  for (;;) {
    const ssize_t got = read(fd, part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(part, static_cast<size_t>(got));
  }
}

// The type stands behind " - ", after as many optional fields as there are: proc_pid_mountinfo(5). Spaces in names are
// written as \040.
std::string_view TypeIn(std::string_view line) {
  const size_t mark = line.find(" - ");
  if (mark == line.npos) return {};
  line.remove_prefix(mark + 3);
  return line.substr(0, line.find(' '));
}

}  // namespace

MountTable::MountTable() : notices_(open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)) {
  struct statx root;
  // That will pass, and a table is tried for again.
  if (!notices_.valid() && (errno == EMFILE || errno == ENFILE)) Fail("open");
  if (!notices_.valid() || !KernelCan(notices_.get())) return;
  if (statx(AT_FDCWD, "/", AT_STATX_DONT_SYNC, STATX_MNT_ID, &root) != 0 || !(root.stx_mask & STATX_MNT_ID)) return;

  const std::string text = ReadAll(notices_.get());
  std::string_view rest(text);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    const HotWay way = WayOf(TypeIn(line));
    // The number ends at a space, so that reading it stops inside the text.
    if (way != HotWay::kNone) ways_.emplace(std::strtoull(line.data(), nullptr, 10), way);
  }
  const auto found = ways_.find(root.stx_mnt_id);
  if (found != ways_.end()) root_ = found->second;
}

HotWay MountTable::Of(uint64_t mount_id) const {
  if (ways_.empty() || outdated()) return HotWay::kNone;
  struct pollfd notices = {notices_.get(), POLLPRI, 0};
  if (poll(&notices, 1, 0) != 0) {
    outdated_.store(true, std::memory_order_relaxed);
    return HotWay::kNone;
  }
  const auto found = ways_.find(mount_id);
  return found == ways_.end() ? HotWay::kNone : found->second;
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
  if ((!kept || kept->outdated()) && !learning_.exchange(true) &&
      !StartThread("mounts", 0, [this] { Learn(); })) {
    learning_.store(false);
  }
  return kept.get();
}

void Mounts::Learn() {
  std::shared_ptr<const MountTable> learned;
  try {
    learned = std::make_shared<const MountTable>();
  } catch (...) {
    // Out of memory or of descriptors: the next read tries again.
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
