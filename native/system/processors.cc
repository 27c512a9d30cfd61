#include "processors.h"

#ifdef __linux__

#include <sched.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "read_all.h"

namespace offloop {

namespace {

// Whether a group or one of those above it has a quota. Without one, its file begins with `none`.
bool HasQuota(const std::string& hierarchy, std::string group, const char* file, std::string_view none) {
  for (;;) {
    const std::string quota = ReadAll(hierarchy + group + "/" + file);
    if (!quota.empty() && quota.compare(0, none.size(), none) != 0) return true;
    const size_t slash = group.find_last_of('/');
    if (slash == group.npos) return false;
    group.resize(slash);
  }
}

// A line of /proc/self/cgroup: 0::/a/group in v2, 4:cpu,cpuacct:/a/group in v1.
bool HasQuota(std::string_view line) {
  const size_t names = line.find(':') + 1;
  const size_t end = line.find(':', names);
  if (end == line.npos) return false;
  const std::string controllers = "," + std::string(line.substr(names, end - names)) + ",";
  const std::string group(line.substr(end + 1));
  if (controllers == ",,") return HasQuota("/sys/fs/cgroup", group, "cpu.max", "max");
  return controllers.find(",cpu,") != controllers.npos &&
         HasQuota("/sys/fs/cgroup/cpu", group, "cpu.cfs_quota_us", "-");
}

bool HasQuota() {
  const std::string text = ReadAll("/proc/self/cgroup");
  for (std::string_view rest(text); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (HasQuota(line)) return true;
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return false;
}

}  // namespace

bool MaySpin() {
  cpu_set_t processors;
  const bool known = sched_getaffinity(0, sizeof processors, &processors) == 0;
  return known && CPU_COUNT(&processors) > 1 && !HasQuota();
}

}  // namespace offloop

#else

namespace offloop {

bool MaySpin() { return false; }

}  // namespace offloop

#endif
