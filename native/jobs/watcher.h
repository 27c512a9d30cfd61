#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "event_queue.h"
#include "job_list.h"

namespace offloop {

class Completions;

// One thread for all that waits for the world: the jobs that came to a descriptor with nothing to read yet. It runs
// their next turn itself, which must therefore not block. Started by the first job, never ended.
//
// Threads: Add from any; Remove and RemoveAll on the loop of the job.
class Watcher {
 public:
  static Watcher& Get();

  // Takes a job whose awaited_fd() has nothing to read.
  void Add(std::unique_ptr<Job> job) noexcept;
  // Gives back a job that was cancelled, if it waits here.
  std::unique_ptr<Job> Remove(Job& job);
  // Ends the waits of an environment that is closing.
  void RemoveAll(const Completions& completions);

 private:
  // The jobs that wait for one descriptor: epoll(7) takes each only once.
  struct Wait {
    int fd;
    JobList jobs;
  };
  using Waits = std::unordered_map<uint64_t, Wait>;

  void Serve() noexcept;
  static void End(std::unique_ptr<Job> job) noexcept;
  // Under the mutex:
  // The wait for a descriptor, a new one if no job waits for it yet. Throws if it cannot be waited for.
  Waits::iterator WaitFor(int fd);
  // Forgets a wait, and what of its jobs it still has.
  Waits::iterator Erase(Waits::iterator wait);

  std::mutex mutex_;
  EventQueue events_;
  Waits waits_;  // by numbers that are never used twice: a late event finds no wait rather than another one
  std::unordered_map<int, uint64_t> numbers_;  // of the waits, by their descriptors
  uint64_t last_number_ = 0;
  bool started_ = false;
};

}  // namespace offloop
