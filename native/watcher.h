#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "event_queue.h"

namespace offloop {

class Completions;
class Job;

// One thread for all that waits for the world: the jobs that came to a descriptor with nothing to read yet. It runs
// their next turn itself, which must therefore not block. Started by the first job, never ended.
//
// Threads: Add from any; Remove and RemoveAll on the loop of the job.
class Watcher {
 public:
  static Watcher& Get();

  // Takes a job whose awaited_fd() has nothing to read.
  void Add(std::unique_ptr<Job> job);
  // Gives back a job that was cancelled, if it waits here.
  std::unique_ptr<Job> Remove(const Job& job);
  // Ends the waits of an environment that is closing.
  void RemoveAll(const Completions& home);

 private:
  void Serve();
  static void End(std::unique_ptr<Job> job);
  // Takes a waiting job back, or nothing when it waits no more. Under the mutex.
  std::unique_ptr<Job> Take(uint64_t number);

  std::mutex mutex_;
  EventQueue events_;
  std::unordered_map<uint64_t, std::unique_ptr<Job>> waiting_;
  uint64_t last_number_ = 0;  // never used twice: an event that comes late finds nobody rather than a stranger
  bool started_ = false;
};

}  // namespace offloop
