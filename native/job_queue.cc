#include "job_queue.h"

#include <algorithm>
#include <utility>

#include "job.h"

namespace offloop {

JobQueue::JobQueue() = default;
JobQueue::~JobQueue() = default;

void JobQueue::Push(std::unique_ptr<Job> job) {
  job->queued = true;
  jobs_.push_back(std::move(job));
}

std::unique_ptr<Job> JobQueue::Pop() {
  while (!jobs_.empty()) {
    std::unique_ptr<Job> job = std::move(jobs_.front());
    jobs_.pop_front();
    if (std::exchange(job->queued, false)) return job;
    --removed_;
  }
  return nullptr;
}

void JobQueue::Remove(Job& job) {
  if (!std::exchange(job.queued, false)) return;
  if (2 * ++removed_ < jobs_.size()) return;
  jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(), [](const auto& waiting) { return !waiting->queued; }),
              jobs_.end());
  removed_ = 0;
}

}  // namespace offloop
