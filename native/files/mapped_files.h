#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "../system/coarse_clock.h"
#include "../system/unique_fd.h"
#include "hot_status.h"

namespace offloop {

// A mapping of a file, to ask mincore(2) about it. No byte is ever read through it.
class Mapping {
 public:
  Mapping() = default;
  // Not valid if mmap(2) fails. `start` is a multiple of the page size.
  Mapping(const UniqueFd& fd, uint64_t start, size_t size);
  Mapping(Mapping&& other) noexcept;
  Mapping& operator=(Mapping&& other) noexcept;
  ~Mapping();

  bool valid() const { return address_ != nullptr; }
  // Whether all these bytes are in memory.
  bool IsResident(size_t start, size_t size) const;

 private:
  void* address_ = nullptr;
  size_t size_ = 0;
};

// Mappings of small files that are read again and again, because making one takes five times as long as asking. A
// mapping keeps its file and the file's mount in use, so a thread gives up each mapping a tenth of a second after its
// last use.
//
// Threads: any.
class MappedFiles {
 public:
  static MappedFiles& Get();

  // Whether these bytes of a file are in memory. False if it cannot be found out.
  bool IsResident(const UniqueFd& fd, const HotStatus& status, uint64_t position, uint64_t length);

 private:
  static constexpr size_t kEntries = 64;

  struct Entry {
    HotStatus status{};
    Mapping mapping;
    CoarseClock::time_point used_at{};
  };

  Entry& EntryOf(const HotStatus& status);
  void GiveUpUnused();

  std::mutex mutex_;
  std::array<Entry, kEntries> entries_;
  bool giving_up_ = false;  // a thread looks for mappings that are not used
};

}  // namespace offloop

#endif
