#pragma once

#include <unordered_map>

#include "job_id.h"

namespace offloop {

class Job;

// The pending jobs of an environment that have a number. On the loop.
class CancellableJobs {
 public:
  void Add(JobId id, Job* job) { jobs_.emplace(id, job); }
  void Remove(JobId id) { jobs_.erase(id); }
  // nullptr once the promise of the job has settled.
  Job* Find(JobId id) const {
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<JobId, Job*> jobs_;
};

}  // namespace offloop
