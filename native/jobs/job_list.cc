#include "job_list.h"

#include "job.h"

namespace offloop {

JobList::~JobList() {
  while (PopFront()) continue;
}

void JobList::PushBack(std::unique_ptr<Job> job) {
  Job* const added = job.release();
  added->links = {last_, nullptr};
  (last_ == nullptr ? first_ : last_->links.after) = added;
  last_ = added;
  ++size_;
}

void JobList::PushFront(std::unique_ptr<Job> job) {
  Job* const added = job.release();
  added->links = {nullptr, first_};
  (first_ == nullptr ? last_ : first_->links.before) = added;
  first_ = added;
  ++size_;
}

void JobList::Append(JobList&& other) {
  if (other.empty()) return;
  if (empty()) {
    Swap(other);
    return;
  }
  last_->links.after = other.first_;
  other.first_->links.before = last_;
  last_ = std::exchange(other.last_, nullptr);
  other.first_ = nullptr;
  size_ += std::exchange(other.size_, 0);
}

std::unique_ptr<Job> JobList::PopFront() { return empty() ? nullptr : Take(*first_); }

std::unique_ptr<Job> JobList::Take(Job& job) {
  const JobLinks links = std::exchange(job.links, {});
  (links.before == nullptr ? first_ : links.before->links.after) = links.after;
  (links.after == nullptr ? last_ : links.after->links.before) = links.before;
  --size_;
  return std::unique_ptr<Job>(&job);
}

Job* JobList::After(const Job& job) { return job.links.after; }

}  // namespace offloop
