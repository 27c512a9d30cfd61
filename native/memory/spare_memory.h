#pragma once

#include <cstddef>
#include <cstdint>

namespace offloop {

// Large pieces of memory, and those that have been used and wait to be used again: most of what a large read costs is
// the kernel's work on memory that it sees for the first time.
//
// A piece comes straight from the system, in huge pages where it has them. Used ones are kept while somebody keeps them
// (SpareMemory::Keeper), up to a bound; what is idle is given back to the system.
//
// Threads: any.
class SpareMemory {
 public:
  // Smaller ones are malloc's business.
  static constexpr size_t kMinSize = 128 << 10;

  // The size of the piece that Take gives for so many bytes: an eighth more at most.
  static size_t CapacityFor(size_t size);
  // Returns nullptr when there is no memory.
  static uint8_t* Take(size_t size);
  // Changes the size of a piece and perhaps moves it, with what is in it. Returns nullptr when there is no memory, and
  // leaves it as it was.
  static uint8_t* Resize(uint8_t* piece, size_t from, size_t to);
  // Gives a piece to the system.
  static void Free(uint8_t* piece, size_t size);
  // Keeps a piece for the next, if somebody keeps them, and gives it to the system otherwise.
  static void Recycle(uint8_t* piece, size_t size);

  // Gives back what has not been used since the last call but one.
  static void FreeIdle();

  // Makes used pieces wait for their next use. The last keeper to stop gives them all back.
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
