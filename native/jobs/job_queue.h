#pragma once

#include <cstddef>
#include <memory>

#include "job_list.h"

namespace offloop {

class Completions;

// The jobs that wait for a thread: first in, first out, except that jobs which have begun come first. So no more jobs
// have a descriptor and memory at a time than there are threads.
//
// The owner of the queue guards it with a mutex.
class JobQueue {
 public:
  void Push(std::unique_ptr<Job> job);
  // nullptr when no job waits.
  std::unique_ptr<Job> Pop();
  // Takes a job out if it waits here and no thread has begun it. A job that has begun stays: the next thread that takes
  // it ends it.
  std::unique_ptr<Job> Remove(Job& job);
  // The same for all jobs of an ending environment.
  JobList RemoveAll(const Completions& completions);
  // All jobs, begun or not.
  JobList TakeAll();

  size_t size() const { return jobs_.size(); }
  bool empty() const { return jobs_.empty(); }

 private:
  JobList jobs_;
};

}  // namespace offloop
