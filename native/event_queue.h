#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "unique_fd.h"

namespace offloop {

// Waits for many descriptors to become readable: epoll(7) on Linux, poll(2) elsewhere. Each descriptor is reported
// once; arm it again to hear of it again.
//
// Threads: Arm and Disarm from any, under the watcher's mutex; Wait on the watcher's thread, without it, once
// something has been armed.
class EventQueue {
 public:
  void Arm(int fd, uint64_t number);
  void Disarm(int fd);
  // Blocks until something can be read; returns the numbers that were given to Arm.
  std::vector<uint64_t> Wait();

 private:
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  UniqueFd epoll_;
#else
  void Wake();

  std::mutex mutex_;
  std::map<int, uint64_t> armed_;
  UniqueFd wake_read_;
  UniqueFd wake_write_;
#endif
};

}  // namespace offloop
