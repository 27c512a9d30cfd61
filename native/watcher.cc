#include "watcher.h"

#include <cerrno>
#include <utility>
#include <vector>

#include "job.h"
#include "thread.h"

namespace offloop {

Watcher& Watcher::Get() {
  static auto* watcher = new Watcher;
  return *watcher;
}

void Watcher::Add(std::unique_ptr<Job> job) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    // Looked at under the mutex that Remove takes: a cancellation is either seen here or finds the job below.
    const uint64_t number = ++last_number_;
    try {
      if (job->cancelled()) throw Cancelled{};
      std::unique_ptr<Job>& place = waiting_[number];
      events_.Arm(job->awaited_fd(), number);
      if (!started_) started_ = StartThread("watcher", 0, [this] { Serve(); });
      if (!started_) {
        events_.Disarm(job->awaited_fd());
        throw SystemFailure{EAGAIN, "pthread_create"};
      }
      job->watch_number = number;
      place = std::move(job);
      return;
    } catch (...) {
      waiting_.erase(number);
      job->Abandon(CurrentFailure());
    }
  }
  End(std::move(job));
}

std::unique_ptr<Job> Watcher::Remove(const Job& job) {
  std::unique_ptr<Job> ended;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ended = Take(job.watch_number);
  }
  if (ended) ended->pool()->NoteEnd(*ended);
  return ended;
}

void Watcher::RemoveAll(const Completions& home) {
  std::vector<std::unique_ptr<Job>> ended;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    std::vector<uint64_t> numbers;
    for (const auto& [number, job] : waiting_) {
      if (&job->home() == &home) numbers.push_back(number);
    }
    for (uint64_t number : numbers) ended.push_back(Take(number));
  }
  for (const auto& job : ended) job->pool()->NoteEnd(*job);
}

void Watcher::End(std::unique_ptr<Job> job) {
  job->pool()->NoteEnd(*job);
  Job::SendHome(std::move(job));
}

std::unique_ptr<Job> Watcher::Take(uint64_t number) {
  auto entry = waiting_.find(number);
  if (entry == waiting_.end()) return nullptr;
  std::unique_ptr<Job> job = std::move(entry->second);
  waiting_.erase(entry);
  events_.Disarm(job->awaited_fd());
  job->watch_number = 0;
  return job;
}

void Watcher::Serve() {
  for (;;) {
    for (uint64_t number : events_.Wait()) {
      std::unique_ptr<Job> job;
      {
        std::lock_guard<std::mutex> lock(mutex_);
        job = Take(number);
      }
      if (!job) continue;
      const Clock::time_point began = Clock::now();
      job->Run();
      job->record.ran += Clock::now() - began;
      if (job->next() == Job::Next::kSettle) {
        End(std::move(job));
      } else {
        Add(std::move(job));
      }
    }
  }
}

}  // namespace offloop
