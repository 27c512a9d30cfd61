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

// Waits for descriptors to become readable: epoll(7) on Linux, poll(2) elsewhere. Each descriptor is reported once; arm
// it again for the next report.
//
// Threads: Arm and Disarm from any, under the watcher's mutex; Wait on the watcher's thread, without the mutex, after
// the first Arm.
class EventQueue {
 public:
  // At most this many are reported at a time.
  using Numbers = std::array<uint64_t, 64>;

  // The descriptor must not be armed.
  void Arm(int fd, uint64_t number);
  void Disarm(int fd) noexcept;
  // Blocks until a descriptor is readable or a signal interrupts it. Writes the numbers that Arm got; returns how many.
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
