#include "job_queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "job.h"

namespace offloop {

JobQueue::JobQueue() = default;
JobQueue::~JobQueue() = default;

void JobQueue::Push(std::unique_ptr<Job> job) {
  job->record.queued = true;
  if (job->begun()) {
    jobs_.push_front(std::move(job));
  } else {
    jobs_.push_back(std::move(job));
  }
}

std::unique_ptr<Job> JobQueue::Pop() {
  while (!jobs_.empty()) {
    std::unique_ptr<Job> job = std::move(jobs_.front());
    jobs_.pop_front();
    if (std::exchange(job->record.queued, false)) return job;
    --removed_;
  }
  return nullptr;
}

std::vector<std::unique_ptr<Job>> JobQueue::Remove(Job& job) {
  if (!job.record.queued || job.begun()) return {};
  job.record.queued = false;
  // What it holds, a passphrase perhaps, does not wait for the rest.
  job.DropTask();
  if (2 * ++removed_ < jobs_.size()) return {};
  return TakeRemoved();
}

std::vector<std::unique_ptr<Job>> JobQueue::RemoveAll(const Completions& home) {
  for (const auto& job : jobs_) {
    if (job->record.queued && !job->begun() && &job->home() == &home) {
      job->record.queued = false;
      ++removed_;
    }
  }
  return TakeRemoved();
}

std::deque<std::unique_ptr<Job>> JobQueue::TakeAll() {
  removed_ = 0;
  return std::exchange(jobs_, {});
}

std::vector<std::unique_ptr<Job>> JobQueue::TakeRemoved() {
  const auto removed = std::stable_partition(jobs_.begin(), jobs_.end(), [](const auto& job) { return job->record.queued; });
  std::vector<std::unique_ptr<Job>> taken(std::make_move_iterator(removed), std::make_move_iterator(jobs_.end()));
  jobs_.erase(removed, jobs_.end());
  removed_ = 0;
  return taken;
}

}  // namespace offloop
