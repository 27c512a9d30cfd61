#include "spare_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

#include "../system/page_size.h"

namespace offloop {

namespace {

// V8 collects after some 64 MiB of new external memory and frees none before. A large text needs twice as much.
constexpr size_t kMaxBytes = 256 << 20;
constexpr size_t kMaxPieces = 1024;
constexpr size_t kHugePage = 2 << 20;

struct Piece {
  uint8_t* start = nullptr;
  size_t size = 0;
  uint32_t since = 0;  // Spares::age when it was recycled
};

// Never destroyed, because finalizers may run until the process ends. Of fixed size, because a finalizer cannot report
// that it is out of memory.
struct Spares {
  std::mutex mutex;
  std::array<Piece, kMaxPieces> pieces;  // the oldest first
  size_t count = 0;
  size_t bytes = 0;
  unsigned keepers = 0;
  uint32_t age = 0;

  void Add(const Piece& piece) {
    pieces[count++] = piece;
    bytes += piece.size;
  }

  Piece Remove(size_t index) {
    const Piece piece = pieces[index];
    std::copy(pieces.begin() + index + 1, pieces.begin() + count, pieces.begin() + index);
    --count;
    bytes -= piece.size;
    return piece;
  }
};

Spares& AllSpares() {
  static auto* spares = new Spares;
  return *spares;
}

// Unmapping a large piece takes long, so it happens without the mutex.
template <typename Surplus>
void FreeOldestWhile(Surplus surplus) {
  Spares& spares = AllSpares();
  for (;;) {
    Piece oldest;
    {
      std::lock_guard<std::mutex> lock(spares.mutex);
      if (spares.count == 0 || !surplus(spares)) return;
      oldest = spares.Remove(0);
    }
    SpareMemory::Free(oldest.start, oldest.size);
  }
}

size_t RoundUp(size_t size, size_t step) { return (size + step - 1) / step * step; }

uint8_t* Map(size_t size) {
  void* start = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return start == MAP_FAILED ? nullptr : static_cast<uint8_t*>(start);
}

// Maps a piece that is aligned to a huge page.
uint8_t* MapAligned(size_t size) {
  uint8_t* const start = Map(size + kHugePage);
  if (start == nullptr) return nullptr;
  const size_t before = RoundUp(reinterpret_cast<uintptr_t>(start), kHugePage) - reinterpret_cast<uintptr_t>(start);
  if (before > 0) munmap(start, before);
  if (before < kHugePage) munmap(start + before + size, kHugePage - before);
  return start + before;
}

uint8_t* MapNew(size_t size) {
  if (size < kHugePage) return Map(size);
  uint8_t* const start = MapAligned(size);
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  if (start != nullptr) madvise(start, size, MADV_HUGEPAGE);
#endif
  return start;
}

}  // namespace

// Files have round sizes, and a read asks for one byte more than the file has: hence a page more than a round size.
size_t SpareMemory::CapacityFor(size_t size) {
  const size_t page = PageSize();
  size_t step = page;
  while (step * 16 <= size) step *= 2;
  return RoundUp(std::max(size, page) - page, step) + page;
}

uint8_t* SpareMemory::Take(size_t size) {
  const size_t capacity = CapacityFor(size);
  Spares& spares = AllSpares();
  {
    std::lock_guard<std::mutex> lock(spares.mutex);
    // The piece that was used last, because it may still be in caches. Surplus pieces stay unused and are freed.
    for (size_t i = spares.count; i-- > 0;) {
      if (spares.pieces[i].size == capacity) return spares.Remove(i).start;
    }
  }
  return MapNew(capacity);
}

uint8_t* SpareMemory::Resize(uint8_t* piece, size_t from, size_t to) {
  if (to == from) return piece;
  if (to < from) {
    munmap(piece + to, from - to);
    return piece;
  }
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  void* const moved = mremap(piece, from, to, MREMAP_MAYMOVE);
  return moved == MAP_FAILED ? nullptr : static_cast<uint8_t*>(moved);
#else
  uint8_t* const moved = MapNew(to);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, piece, from);
  Free(piece, from);
  return moved;
#endif
}

void SpareMemory::Free(uint8_t* piece, size_t size) { munmap(piece, size); }

void SpareMemory::Recycle(uint8_t* piece, size_t size) {
  Spares& spares = AllSpares();
  Piece unwanted{piece, size, 0};
  {
    std::lock_guard<std::mutex> lock(spares.mutex);
    if (spares.keepers > 0 && size <= kMaxBytes) {
      unwanted = spares.count == kMaxPieces ? spares.Remove(0) : Piece{};
      spares.Add({piece, size, spares.age});
    }
  }
  if (unwanted.start != nullptr) Free(unwanted.start, unwanted.size);
  FreeOldestWhile([](const Spares& all) { return all.bytes > kMaxBytes; });
}

void SpareMemory::FreeIdle() {
  Spares& spares = AllSpares();
  uint32_t age;
  {
    std::lock_guard<std::mutex> lock(spares.mutex);
    age = spares.age++;
  }
  FreeOldestWhile([age](const Spares& all) { return static_cast<int32_t>(all.pieces[0].since - age) < 0; });
}

void SpareMemory::Keeper::Start() {
  if (keeps_) return;
  keeps_ = true;
  Spares& spares = AllSpares();
  std::lock_guard<std::mutex> lock(spares.mutex);
  ++spares.keepers;
}

void SpareMemory::Keeper::Stop() {
  if (!keeps_) return;
  keeps_ = false;
  Spares& spares = AllSpares();
  {
    std::lock_guard<std::mutex> lock(spares.mutex);
    --spares.keepers;
  }
  FreeOldestWhile([](const Spares& all) { return all.keepers == 0; });
}

}  // namespace offloop
