#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#if !defined(__linux__) || defined(OFFLOOP_PORTABLE)
#include <poll.h>
#endif

#include "../system/unique_fd.h"

namespace offloop {

// Waits for many descriptors to become readable: epoll(7) on Linux, poll(2) elsewhere. Each descriptor is reported
// once; arm it again to hear of it again.
//
// Threads: Arm and Disarm from any, under the watcher's mutex; Wait on the watcher's thread, without it, once
// something has been armed.
class EventQueue {
 public:
  // As many as are reported at a time.
  using Numbers = std::array<uint64_t, 64>;

  // Not for a descriptor that is armed already.
  void Arm(int fd, uint64_t number);
  void Disarm(int fd) noexcept;
  // Blocks until something can be read, or a signal comes. Writes the numbers that were given to Arm, and returns how many.
  size_t Wait(Numbers& ready) noexcept;

 private:
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  UniqueFd epoll_;
#else
  void Wake() noexcept;
  void CopyArmed();

  std::mutex mutex_;
  std::map<int, uint64_t> armed_;
  // On the watcher's thread.
  std::vector<pollfd> polled_;
  std::vector<uint64_t> polled_numbers_;
  UniqueFd wake_read_;
  UniqueFd wake_write_;
#endif
};

}  // namespace offloop
