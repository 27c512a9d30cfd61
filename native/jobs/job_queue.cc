#include "job_queue.h"

#include <utility>

#include "job.h"

namespace offloop {

void JobQueue::Push(std::unique_ptr<Job> job) {
  job->record.queued = true;
  if (job->begun()) {
    jobs_.PushFront(std::move(job));
  } else {
    jobs_.PushBack(std::move(job));
  }
}

std::unique_ptr<Job> JobQueue::Pop() {
  std::unique_ptr<Job> job = jobs_.PopFront();
  if (job) job->record.queued = false;
  return job;
}

std::unique_ptr<Job> JobQueue::Remove(Job& job) {
  if (!job.record.queued || job.begun()) return nullptr;
  job.record.queued = false;
  return jobs_.Take(job);
}

JobList JobQueue::RemoveAll(const Completions& completions) {
  return jobs_.TakeIf([&completions](const Job& job) { return !job.begun() && &job.completions() == &completions; });
}

JobList JobQueue::TakeAll() { return std::move(jobs_); }

}  // namespace offloop
