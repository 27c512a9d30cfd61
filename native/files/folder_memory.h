#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <array>
#include <cstdint>

#include "../system/coarse_clock.h"

namespace offloop {

// How files of a folder were read a moment ago. It only chooses the way that is tried first: a wrong memory costs time,
// never an answer.
//
// Threads: one loop.
class FolderMemory {
 public:
  enum class Way : uint8_t {
    kUnknown,
    kOtherMount,    // on the loop, on another mount than that of "/"
    kThread,        // on a thread
    kLikelyCached,  // on a thread, although the bytes are probably in memory
  };

  // Identifies the folder of a path by a hash of its name.
  static uint64_t FolderOf(const char* path);
  static uint64_t FolderOf(const char* root, const char* path);

  Way Of(uint64_t folder, CoarseClock::time_point now) const;
  void Set(uint64_t folder, Way way, CoarseClock::time_point now);

 private:
  struct Entry {
    uint64_t folder = 0;
    CoarseClock::time_point until{};
    Way way = Way::kUnknown;
  };
  std::array<Entry, 256> entries_;
};

// The memory of one folder during one read.
class FolderTrace {
 public:
  FolderTrace(FolderMemory& memory, uint64_t folder, CoarseClock::time_point now)
      : memory_(memory), folder_(folder), now_(now), way_(memory.Of(folder, now)) {}

  // How files of the folder were read before.
  FolderMemory::Way way() const { return way_; }
  void Learn(FolderMemory::Way way) { memory_.Set(folder_, way, now_); }

 private:
  FolderMemory& memory_;
  const uint64_t folder_;
  const CoarseClock::time_point now_;
  const FolderMemory::Way way_;
};

}  // namespace offloop

#endif
