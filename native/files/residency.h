#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <cstdint>

#include "../system/unique_fd.h"
#include "hot_status.h"

namespace offloop {

// Whether pages of a file are in memory, for file systems that do not support RWF_NOWAIT: mincore(2).
enum class Residency {
  kInMemory,
  kNotInMemory,
  kUnknown,  // mincore(2) reports every page as resident unless the caller owns the file or may write to it
};

Residency ResidencyOf(const UniqueFd& fd, const HotStatus& status, uint64_t position, uint64_t length);

}  // namespace offloop

#endif
