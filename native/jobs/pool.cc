#include "pool.h"

#include <algorithm>
#include <utility>

#include "job.h"
#include "watcher.h"

namespace offloop {

namespace {

uint64_t Nanoseconds(Clock::duration duration) {
  return static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(duration).count());
}

}  // namespace

bool Pool::CancelQueued(Job& job, std::unique_ptr<Job>& removed) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (job.record.running) {
    // Closing a key pool stops jobs that may have been stopped before.
    if (!job.record.abandoned) {
      abandoned_.push_back(&job);
      job.record.abandoned = true;
      job.record.abandoned_at = Clock::now();
    }
    return true;
  }
  removed = queue_.Remove(job);
  if (removed) ++completed_;
  return false;
}

void Pool::RemoveAll(const Completions& completions) {
  JobList removed;
  std::lock_guard<std::mutex> lock(mutex_);
  removed = queue_.RemoveAll(completions);
  completed_ += removed.size();
}

void Pool::NoteEnd(const Job& job) {
  std::lock_guard<std::mutex> lock(mutex_);
  Count(job);
}

void Pool::Count(const Job& job) {
  ++completed_;
  runs_.Record(Nanoseconds(job.record.ran));
}

std::unique_ptr<Job> Pool::BeginTurn(Clock::time_point now) {
  std::unique_ptr<Job> job = queue_.Pop();
  if (!job) return nullptr;
  job->record.running = true;
  job->record.turn_began_at = now;
  ++running_;
  // `now` is when the thread's last task returned, which may be before this job was submitted.
  if (!job->begun()) waits_.Record(Nanoseconds(std::max(now - job->record.submitted_at, Clock::duration::zero())));
  return job;
}

void Pool::EndTurn(std::unique_ptr<Job>& job, Clock::time_point now) {
  JobRecord& record = job->record;
  record.running = false;
  record.ran += now - record.turn_began_at;
  --running_;
  if (std::exchange(record.abandoned, false)) {
    abandoned_.erase(std::find(abandoned_.begin(), abandoned_.end(), job.get()));
  }
  if (job->next() == Job::Next::kSettle) Count(*job);
  if (job->next() == Job::Next::kAgain) queue_.Push(std::move(job));
}

void Pool::Dispatch(std::unique_ptr<Job> job) noexcept {
  if (!job) return;
  if (job->next() == Job::Next::kWait) {
    Watcher::Get().Add(std::move(job));
  } else {
    Job::Complete(std::move(job));
  }
}

PoolStats Pool::StatsOf(std::string name, uint32_t threads) const {
  std::lock_guard<std::mutex> lock(mutex_);
  PoolStats stats;
  stats.name = std::move(name);
  stats.threads = threads;
  stats.queued = queue_.size();
  stats.running = running_;
  stats.completed = completed_;
  stats.rejected = rejected_;
  stats.wait = PoolStats::Quantiles(waits_);
  stats.run = PoolStats::Quantiles(runs_);
  return stats;
}

}  // namespace offloop
