#include "watched_pool.h"

#include <utility>

#include "job.h"

namespace offloop {

const std::shared_ptr<Pool>& WatchedPool::Get() {
  static auto* const pool = new std::shared_ptr<Pool>(std::make_shared<WatchedPool>());
  return *pool;
}

void WatchedPool::Submit(napi_env, std::unique_ptr<Job>& job) {
  job->Run();
  if (job->next() == Job::Next::kSettle) NoteEnd(*job);
  Dispatch(std::move(job));
}

}  // namespace offloop
