#include "residency.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "../system/linux_abi.h"
#include "mapped_files.h"

namespace offloop {

namespace {

bool IsKnown(const UniqueFd& fd, const HotStatus& status) {
  if (status.user == geteuid()) return true;
  return syscall(SYS_faccessat2, fd.get(), "", W_OK, AT_EMPTY_PATH | AT_EACCESS) == 0;
}

}  // namespace

Residency ResidencyOf(const UniqueFd& fd, const HotStatus& status, uint64_t position, uint64_t length) {
  if (length == 0 || position >= status.size) return Residency::kInMemory;
  if (!IsKnown(fd, status)) return Residency::kUnknown;
  const uint64_t count = std::min(length, status.size - position);
  return MappedFiles::Get().IsResident(fd, status, position, count) ? Residency::kInMemory : Residency::kNotInMemory;
}

}  // namespace offloop

#endif
