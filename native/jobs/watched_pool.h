#pragma once

#include <memory>

#include "pool.h"

namespace offloop {

// The pool of jobs that only wait for an event, and whose tasks cannot block. A task is called first on the loop, then
// on the watcher's thread. The process has one such pool, without threads.
class WatchedPool final : public Pool {
 public:
  static const std::shared_ptr<Pool>& Get();

  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  PoolStats Stats() const override { return StatsOf("watched", 0); }
};

}  // namespace offloop
