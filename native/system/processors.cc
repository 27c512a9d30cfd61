#include "processors.h"

#ifdef __linux__

#include <sched.h>

#include <fstream>
#include <string>

namespace offloop {

namespace {

const std::string kGroups = "/sys/fs/cgroup";

std::string FirstWord(const std::string& file) {
  std::ifstream stream(file);
  std::string word;
  stream >> word;
  return word;
}

// Whether a group or one of those above it has a quota. `file` contains its first word if it has.
template <typename IsQuota>
bool HasQuota(const std::string& hierarchy, std::string group, const char* file, IsQuota is_quota) {
  for (;;) {
    if (is_quota(FirstWord(hierarchy + group + "/" + file))) return true;
    const size_t slash = group.find_last_of('/');
    if (slash == group.npos) return false;
    group.resize(slash);
  }
}

// Lines of /proc/self/cgroup: 0::/a/group, 4:cpu,cpuacct:/a/group.
bool HasQuota() {
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const size_t names = line.find(':') + 1;
    const size_t end = line.find(':', names);
    if (end == line.npos) continue;
    const std::string controllers = "," + line.substr(names, end - names) + ",";
    const std::string group = line.substr(end + 1);
    if (controllers == ",,") {
      const auto is_quota = [](const std::string& max) { return !max.empty() && max != "max"; };
      if (HasQuota(kGroups, group, "cpu.max", is_quota)) return true;
    } else if (controllers.find(",cpu,") != controllers.npos) {
      const auto is_quota = [](const std::string& quota) { return !quota.empty() && quota[0] != '-'; };
      if (HasQuota(kGroups + "/cpu", group, "cpu.cfs_quota_us", is_quota)) return true;
    }
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
