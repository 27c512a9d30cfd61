#include "residency.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

#include "../system/linux_abi.h"
#include "../system/page_size.h"

namespace offloop {

namespace {

// mincore(2) is asked about at most this many bytes, and a page at each end of them.
constexpr size_t kMaxMapped = 256 << 10;

bool IsKnown(const UniqueFd& fd, const HotStatus& status) {
  if (status.user == geteuid()) return true;
  return syscall(SYS_faccessat2, fd.get(), "", W_OK, AT_EMPTY_PATH | AT_EACCESS) == 0;
}

}  // namespace

Residency ResidencyOf(const UniqueFd& fd, const HotStatus& status, uint64_t position, uint64_t length) {
  if (length == 0 || position >= status.size) return Residency::kInMemory;
  if (!IsKnown(fd, status)) return Residency::kUnknown;
  const uint64_t page = PageSize();
  const uint64_t start = position / page * page;
  const uint64_t size = std::min(status.size, position + length) - start;
  unsigned char pages[kMaxMapped / kMinPageSize + 2];
  if (size > sizeof pages * kMinPageSize) return Residency::kNotInMemory;
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), static_cast<off_t>(start));
  if (mapped == MAP_FAILED) return Residency::kNotInMemory;
  const bool known = mincore(mapped, size, pages) == 0;
  munmap(mapped, size);
  const auto in_memory = [](unsigned char flags) { return (flags & 1) != 0; };
  const bool all = known && std::all_of(pages, pages + (size + page - 1) / page, in_memory);
  return all ? Residency::kInMemory : Residency::kNotInMemory;
}

}  // namespace offloop

#endif
