#include "pool.h"

#include <utility>
#include <vector>

#include "job.h"
#include "watcher.h"

namespace offloop {

void Pool::Remove(Job& job) {
  std::vector<std::unique_ptr<Job>> ended;
  std::lock_guard<std::mutex> lock(mutex_);
  ended = queue_.Remove(job);
}

void Pool::RemoveAll(const Completions& home) {
  std::vector<std::unique_ptr<Job>> ended;
  std::lock_guard<std::mutex> lock(mutex_);
  ended = queue_.RemoveAll(home);
}

std::unique_ptr<Job> Pool::RunTurn(std::unique_ptr<Job> job) {
  switch (job->Run()) {
    case Job::Next::kSettle:
      return job;
    case Job::Next::kWait:
      Watcher::Get().Add(std::move(job));
      return nullptr;
    case Job::Next::kAgain: {
      std::lock_guard<std::mutex> lock(mutex_);
      queue_.Push(std::move(job));
      return nullptr;
    }
  }
  return nullptr;
}

}  // namespace offloop
