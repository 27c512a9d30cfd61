#pragma once

#include <cstddef>
#include <deque>
#include <memory>

namespace offloop {

class Job;

// The jobs that wait for a thread, first in, first out. Its owner guards it with a mutex.
class JobQueue {
 public:
  JobQueue();
  ~JobQueue();

  void Push(std::unique_ptr<Job> job);
  // Nothing when no job waits.
  std::unique_ptr<Job> Pop();
  // Takes out a job that nobody waits for any more, if it is here. Half of the queue at most is made up of such jobs:
  // then they are destroyed, so that jobs given up do not pile up behind threads that are stuck.
  void Remove(Job& job);

  size_t size() const { return jobs_.size() - removed_; }
  bool empty() const { return size() == 0; }

 private:
  std::deque<std::unique_ptr<Job>> jobs_;
  size_t removed_ = 0;  // jobs that are still in jobs_, and are no longer queued
};

}  // namespace offloop
