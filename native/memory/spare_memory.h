#pragma once

#include <cstddef>
#include <cstdint>

namespace offloop {

// Allocates large pieces of memory and keeps used ones for reuse: most of the cost of a large read is the kernel's work
// on new pages.
//
// A piece comes straight from the system, in huge pages if the system has them. Used pieces are kept, up to a limit,
// while there is a SpareMemory::Keeper. Pieces that stay unused are returned to the system.
//
// Threads: any.
class SpareMemory {
 public:
  // malloc serves smaller sizes.
  static constexpr size_t kMinSize = 128 << 10;

  // The size of the piece that Take returns for `size` bytes: larger by an eighth at most.
  static size_t CapacityFor(size_t size);
  // nullptr if there is no memory.
  static uint8_t* Take(size_t size);
  // Changes the size of a piece and may move it with its content. nullptr if there is no memory; the piece is unchanged
  // then.
  static uint8_t* Resize(uint8_t* piece, size_t from, size_t to);
  // Returns a piece to the system.
  static void Free(uint8_t* piece, size_t size);
  // Keeps a piece for reuse while there is a Keeper, or returns it to the system.
  static void Recycle(uint8_t* piece, size_t size);

  // Returns the pieces that have not been used since the call before the last to the system.
  static void FreeIdle();

  // Makes SpareMemory keep used pieces. The last keeper that stops returns all of them to the system.
  class Keeper {
   public:
    Keeper() = default;
    ~Keeper() { Stop(); }
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;

    void Start();
    void Stop();

   private:
    bool keeps_ = false;
  };
};

}  // namespace offloop
