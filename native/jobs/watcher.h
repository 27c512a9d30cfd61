#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "event_queue.h"
#include "job_list.h"

namespace offloop {

class Completions;

// One thread waits for the descriptors of all jobs that have nothing to read yet. It then calls their tasks itself, so
// those calls must not block. The first job starts the thread, which never ends.
//
// Threads: Add from any; Remove and RemoveAll on the loop of the job.
class Watcher {
 public:
  static Watcher& Get();

  // Takes a job, and runs it once its awaited_fd() is readable.
  void Add(std::unique_ptr<Job> job) noexcept;
  // Takes out a cancelled job; nullptr if it does not wait here.
  std::unique_ptr<Job> Remove(Job& job);
  // Destroys the waiting jobs of an ending environment.
  void RemoveAll(const Completions& completions);

 private:
  // All jobs that wait for one descriptor, because epoll(7) accepts a descriptor only once.
  struct Wait {
    int fd;
    JobList jobs;
  };
  using Waits = std::unordered_map<uint64_t, Wait>;

  void Serve() noexcept;
  static void End(std::unique_ptr<Job> job) noexcept;
  // Under the mutex:
  // The wait for a descriptor, created if no job waits for it yet. Throws if the descriptor cannot be polled.
  Waits::iterator WaitFor(int fd);
  // Removes a wait, and destroys the jobs that are still in it.
  Waits::iterator Erase(Waits::iterator wait);

  std::mutex mutex_;
  EventQueue events_;
  Waits waits_;  // by numbers that are never reused, so that a late event cannot find another wait
  std::unordered_map<int, uint64_t> numbers_;  // of the waits, by their descriptors
  uint64_t last_number_ = 0;
  bool started_ = false;
};

}  // namespace offloop
