#include "watcher.h"

#include <cerrno>
#include <iterator>
#include <utility>

#include "../system/thread.h"
#include "job.h"

namespace offloop {

Watcher& Watcher::Get() {
  static auto* watcher = new Watcher;
  return *watcher;
}

void Watcher::Add(std::unique_ptr<Job> job) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    try {
      // Remove takes the same mutex: a cancel either comes before this check, or finds the job in its wait.
      if (job->cancelled()) throw Cancelled{};
      const auto wait = WaitFor(job->awaited_fd());
      if (!started_ && !StartThread("watcher", 0, [this] { Serve(); })) {
        Erase(wait);
        throw SystemFailure{EAGAIN, "pthread_create"};
      }
      started_ = true;
      job->watch_number = wait->first;
      wait->second.jobs.PushBack(std::move(job));
      return;
    } catch (...) {
      job->Fail(CurrentFailure());
    }
  }
  End(std::move(job));
}

std::unique_ptr<Job> Watcher::Remove(Job& job) {
  std::unique_ptr<Job> removed;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    const auto wait = waits_.find(job.watch_number);
    if (wait == waits_.end()) return nullptr;
    removed = wait->second.jobs.Take(job);
    if (wait->second.jobs.empty()) Erase(wait);
    removed->watch_number = 0;
  }
  removed->pool()->NoteEnd(*removed);
  return removed;
}

void Watcher::RemoveAll(const Completions& completions) {
  JobList removed;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto wait = waits_.begin(); wait != waits_.end();) {
      removed.Append(
          wait->second.jobs.TakeIf([&completions](const Job& job) { return &job.completions() == &completions; }));
      wait = wait->second.jobs.empty() ? Erase(wait) : std::next(wait);
    }
  }
  while (const std::unique_ptr<Job> job = removed.PopFront()) job->pool()->NoteEnd(*job);
}

void Watcher::End(std::unique_ptr<Job> job) noexcept {
  job->pool()->NoteEnd(*job);
  Job::Complete(std::move(job));
}

Watcher::Waits::iterator Watcher::WaitFor(int fd) {
  const auto known = numbers_.find(fd);
  if (known != numbers_.end()) return waits_.find(known->second);
  const uint64_t number = ++last_number_;
  const auto wait = waits_.emplace(number, Wait{fd, {}}).first;
  try {
    numbers_.emplace(fd, number);
    events_.Arm(fd, number);
  } catch (...) {
    numbers_.erase(fd);
    waits_.erase(wait);
    throw;
  }
  return wait;
}

Watcher::Waits::iterator Watcher::Erase(Waits::iterator wait) {
  events_.Disarm(wait->second.fd);
  numbers_.erase(wait->second.fd);
  return waits_.erase(wait);
}

void Watcher::Serve() noexcept {
  for (;;) {
    EventQueue::Numbers ready;
    const size_t count = events_.Wait(ready);
    for (size_t i = 0; i < count; ++i) {
      JobList jobs;
      {
        std::lock_guard<std::mutex> lock(mutex_);
        const auto wait = waits_.find(ready[i]);
        if (wait == waits_.end()) continue;
        jobs = std::move(wait->second.jobs);
        Erase(wait);
      }
      while (std::unique_ptr<Job> job = jobs.PopFront()) {
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
}

}  // namespace offloop
