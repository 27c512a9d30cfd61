#include "suspension_mark.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <string_view>

namespace offloop {

namespace {

constexpr char kMark[] = "offloop-holds";

}  // namespace

#ifdef __linux__

SuspensionMark::SuspensionMark() {
  prctl(PR_GET_NAME, before_);
  prctl(PR_SET_NAME, kMark);
}

SuspensionMark::~SuspensionMark() { prctl(PR_SET_NAME, before_); }

#else

SuspensionMark::SuspensionMark() = default;
SuspensionMark::~SuspensionMark() = default;

#endif

bool SuspensionMark::IsOn(const UniqueFd& process) {
  const UniqueFd threads = OpenFolder(process.get(), "task");
  if (!threads.valid()) return false;
  for (const uint32_t thread : NumbersIn(threads.get())) {
    char name[17];
    const ssize_t size = ReadStart(threads.get(), (std::to_string(thread) + "/comm").c_str(), name, sizeof name);
    if (size > 0 && std::string_view(name, static_cast<size_t>(size - 1)) == kMark) return true;
  }
  return false;
}

}  // namespace offloop
