#pragma once

#include <cstddef>
#include <memory>

#include "job_list.h"

namespace offloop {

class Completions;

// The jobs that wait for a thread, first in, first out, except that jobs which have begun come first: so no more of them
// are open at a time than there are threads, and what they hold (a descriptor, memory) does not pile up.
//
// Its owner guards it with a mutex.
class JobQueue {
 public:
  void Push(std::unique_ptr<Job> job);
  // Nothing when no job waits.
  std::unique_ptr<Job> Pop();
  // Takes a job out for good if it waits here and no thread has begun it; a job that has begun is for a thread to end.
  // From then on it belongs to the caller alone.
  std::unique_ptr<Job> Remove(Job& job);
  // The same for all jobs of an environment that is closing.
  JobList RemoveAll(const Completions& completions);
  // Everything, begun or not.
  JobList TakeAll();

  size_t size() const { return jobs_.size(); }
  bool empty() const { return jobs_.empty(); }

 private:
  JobList jobs_;
};

}  // namespace offloop
