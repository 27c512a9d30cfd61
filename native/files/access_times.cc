#include "access_times.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>

#include <array>
#include <atomic>
#include <ctime>

#include "../system/mix.h"

namespace offloop {

namespace {

constexpr int64_t kDaySeconds = int64_t{24} * 60 * 60;

bool HasOption(std::string_view options, std::string_view name) {
  while (!options.empty()) {
    const std::string_view option = options.substr(0, options.find(','));
    if (option == name) return true;
    options.remove_prefix(option.size() < options.size() ? option.size() + 1 : option.size());
  }
  return false;
}

int64_t NowSeconds() {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return now.tv_sec;
}

bool IsLater(const struct timespec& one, const struct timespec& other) {
  return one.tv_sec != other.tv_sec ? one.tv_sec > other.tv_sec : one.tv_nsec > other.tv_nsec;
}

// Identifies a file and its present times. A collision costs one write of an access time on the loop.
uint64_t HashOf(const HotStatus& status) {
  uint64_t hash = Mix(status.device_major, status.device_minor);
  hash = Mix(hash, status.inode);
  for (const struct timespec& time : {status.accessed, status.changed}) {
    hash = Mix(Mix(hash, static_cast<uint64_t>(time.tv_sec)), static_cast<uint64_t>(time.tv_nsec));
  }
  return hash;
}

// The files whose access times the kernel does not write. A later file may replace an earlier one.
std::atomic<uint64_t>& PlaceOf(uint64_t hash) {
  static std::array<std::atomic<uint64_t>, 4096> unwritten;
  return unwritten[hash % unwritten.size()];
}

}  // namespace

AccessTimes AccessTimesOf(std::string_view mount_options, std::string_view type, std::string_view super_options) {
  if (type == "tmpfs" || type == "ramfs") return AccessTimes::kNever;
  if (HasOption(mount_options, "ro") || HasOption(mount_options, "noatime")) return AccessTimes::kNever;
  if (HasOption(super_options, "ro")) return AccessTimes::kNever;
  // Btrfs writes the time to its tree even with lazytime.
  if (HasOption(super_options, "lazytime") && type != "btrfs") return AccessTimes::kNever;
  return HasOption(mount_options, "relatime") ? AccessTimes::kRelative : AccessTimes::kAlways;
}

bool IsAccessTimeDue(AccessTimes times, const HotStatus& status) {
  if (times == AccessTimes::kNever) return false;
  // A second early, because the day may end before the read.
  const bool due = times == AccessTimes::kAlways || !IsLater(status.accessed, status.modified) ||
                   !IsLater(status.accessed, status.changed) ||
                   NowSeconds() - status.accessed.tv_sec >= kDaySeconds - 1;
  if (!due) return false;
  const uint64_t hash = HashOf(status);
  return PlaceOf(hash).load(std::memory_order_relaxed) != hash;
}

void DueRead::Before(int fd) {
  const auto status = StatxOf(fd, kHotStatusMask);
  if (status) before_ = StatusFrom(*status);
}

void DueRead::After(int fd) const {
  const auto status = before_ ? StatxOf(fd, kHotStatusMask) : std::nullopt;
  if (!status) return;
  const HotStatus after = StatusFrom(*status);
  // Another read may have written a time that is as new as this read.
  const bool unwritten = IsSame(before_->accessed, after.accessed) && NowSeconds() - after.accessed.tv_sec > 1;
  if (!unwritten) return;
  const uint64_t hash = HashOf(after);
  PlaceOf(hash).store(hash, std::memory_order_relaxed);
}

}  // namespace offloop

#endif
