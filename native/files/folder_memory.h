#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <array>
#include <cstdint>

#include "../system/coarse_clock.h"

namespace offloop {

// What reads found out about the files of a folder a moment ago. It only chooses the way that is tried first: a wrong
// memory costs time, never an answer.
//
// Threads: one loop.
class FolderMemory {
 public:
  enum class Fact : uint8_t {
    kOtherMount,    // they are on another mount than that of "/"
    kThread,        // a thread has to read them
    kLinks,         // the way to them has symbolic links
    kLikelyCached,  // the kernel does not tell whether their bytes are in memory; they probably are
  };

  // Identifies the folder of a path by a hash of its name.
  static uint64_t FolderOf(const char* path);
  static uint64_t FolderOf(const char* root, const char* path);

  bool Knows(uint64_t folder, Fact fact, CoarseClock::time_point now) const;
  void Learn(uint64_t folder, Fact fact, CoarseClock::time_point now);

 private:
  struct Entry {
    uint64_t folder = 0;
    std::array<CoarseClock::time_point, 4> until{};  // for each fact
  };
  std::array<Entry, 256> entries_;
};

// The memory of one folder during one read.
class FolderTrace {
 public:
  FolderTrace(FolderMemory& memory, uint64_t folder, CoarseClock::time_point now)
      : memory_(memory), folder_(folder), now_(now) {}

  bool Knows(FolderMemory::Fact fact) const { return memory_.Knows(folder_, fact, now_); }
  void Learn(FolderMemory::Fact fact) { memory_.Learn(folder_, fact, now_); }

 private:
  FolderMemory& memory_;
  const uint64_t folder_;
  const CoarseClock::time_point now_;
};

}  // namespace offloop

#endif
