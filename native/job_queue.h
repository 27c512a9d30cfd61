#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

namespace offloop {

class Completions;
class Job;

// The jobs that wait for a thread, first in, first out, but for those that have been begun: they come first, so that no
// more are begun at a time than there are threads, and what they hold (a descriptor, memory) does not pile up. Its owner
// guards it with a mutex.
class JobQueue {
 public:
  JobQueue();
  ~JobQueue();

  void Push(std::unique_ptr<Job> job);
  // Nothing when no job waits.
  std::unique_ptr<Job> Pop();
  // Takes out a job that nobody waits for any more, if it is here and no thread has begun it; what has begun is for a
  // thread to end. Returns the jobs to be destroyed, without the mutex: none until such jobs make up half of the queue,
  // so that they do not pile up behind threads that are stuck.
  std::vector<std::unique_ptr<Job>> Remove(Job& job);
  // The same for all jobs of an environment that is closing.
  std::vector<std::unique_ptr<Job>> RemoveAll(const Completions& home);

  // Everything, begun or not.
  std::deque<std::unique_ptr<Job>> TakeAll();

  size_t size() const { return jobs_.size() - removed_; }
  bool empty() const { return size() == 0; }

 private:
  std::vector<std::unique_ptr<Job>> TakeRemoved();

  std::deque<std::unique_ptr<Job>> jobs_;
  size_t removed_ = 0;  // jobs that are still in jobs_, and are no longer queued
};

}  // namespace offloop
