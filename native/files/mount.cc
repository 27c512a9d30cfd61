#include "mount.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <algorithm>
#include <cstdlib>

namespace offloop {

namespace {

// Local disks that support RWF_NOWAIT.
constexpr std::string_view kNoWaitTypes[] = {"ext4", "ext3", "ext2", "xfs", "btrfs", "f2fs"};

// File systems whose open asks no server and waits for no disk once the name is cached, but whose files a thread reads:
// those of the kernel itself, and other local disks.
constexpr std::string_view kLocalTypes[] = {
    "proc",       "sysfs",   "devtmpfs", "devpts",     "cgroup",   "cgroup2",     "mqueue", "hugetlbfs",
    "securityfs", "debugfs", "tracefs",  "bpf",        "configfs", "pstore",      "nsfs",   "efivarfs",
    "selinuxfs",  "fusectl", "smackfs",  "rpc_pipefs", "squashfs", "binfmt_misc", "vfat",   "iso9660",
};

template <size_t size>
bool IsOneOf(const std::string_view (&types)[size], std::string_view type) {
  return std::find(types, types + size, type) != types + size;
}

// Opening a file of overlayfs opens the file of a layer, and the layer may be on a file system that blocks. The kernel
// reports the device of such a file as different from the overlay's, unless the overlay has no upper layer or xino=on.
bool TellsLayers(std::string_view options) {
  return options.substr(0, 2) == "rw" && options.find(",upperdir=") != options.npos &&
         options.find(",xino=on") == options.npos;
}

// If there is a swap file, pages of tmpfs may be in it: then mincore(2) has to be asked.
HotWay WayOf(std::string_view type, std::string_view options, bool swaps) {
  if (IsOneOf(kNoWaitTypes, type)) return HotWay::kNoWait;
  if (type == "ramfs") return HotWay::kMemory;
  if (type == "tmpfs") return swaps ? HotWay::kResident : HotWay::kMemory;
  if (type == "overlay" && TellsLayers(options)) return HotWay::kResident;
  return HotWay::kNone;
}

// Takes the text before the next space.
std::string_view TakeField(std::string_view& line) {
  const std::string_view field = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(field.size() + 1, line.size()));
  return field;
}

unsigned ToNumber(std::string_view digits) {
  return static_cast<unsigned>(std::strtoul(std::string(digits).c_str(), nullptr, 10));
}

// A space, tab, newline or backslash in a name is written as a backslash and three octal digits.
std::string Unescape(std::string_view name) {
  std::string text;
  for (size_t at = 0; at < name.size(); ++at) {
    const bool escaped = name[at] == '\\' && at + 3 < name.size();
    text +=
        escaped ? static_cast<char>(std::strtol(std::string(name.substr(at + 1, 3)).c_str(), nullptr, 8)) : name[at];
    if (escaped) at += 3;
  }
  return text;
}

}  // namespace

// 36 35 98:0 /folder /mnt rw,noatime master:1 - ext4 /dev/root rw,errors=continue
// The number of fields before the dash varies: proc_pid_mountinfo(5).
MountLine ReadMountLine(std::string_view line, bool swaps) {
  MountLine mount{};
  mount.id = ToNumber(TakeField(line));
  TakeField(line);
  const std::string_view device = TakeField(line);
  const size_t colon = std::min(device.find(':'), device.size() - 1);
  mount.traits.device_major = ToNumber(device.substr(0, colon));
  mount.traits.device_minor = ToNumber(device.substr(colon + 1));
  TakeField(line);
  mount.place = Unescape(TakeField(line));
  const std::string_view options = TakeField(line);
  while (!line.empty() && TakeField(line) != "-") continue;
  const std::string_view type = TakeField(line);
  TakeField(line);
  mount.traits.way = WayOf(type, line, swaps);
  const bool is_local = mount.traits.way != HotWay::kNone || IsOneOf(kLocalTypes, type);
  mount.opening = !is_local ? Opening::kMayBlock : type == "overlay" ? Opening::kOfLayers : Opening::kLocal;
  mount.traits.swappable = type == "tmpfs";
  mount.traits.access_times = AccessTimesOf(options, type, line);
  return mount;
}

}  // namespace offloop

#endif
