#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <array>
#include <cstdint>

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

  Way Of(uint64_t folder) const;
  void Set(uint64_t folder, Way way);

 private:
  struct Entry {
    uint64_t folder = 0;
    int64_t until = 0;  // in milliseconds
    Way way = Way::kUnknown;
  };
  std::array<Entry, 256> entries_;
};

}  // namespace offloop

#endif
