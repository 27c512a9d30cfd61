#pragma once

#include <memory>

#include "pool.h"

namespace offloop {

// For jobs that only wait for the world, and whose turns cannot block: they have their first turn on the loop, and the
// others on the watcher's thread. One for the process; it has no threads.
class WatchedPool final : public Pool {
 public:
  static const std::shared_ptr<Pool>& Get();

  void Submit(napi_env env, std::unique_ptr<Job>& job) override;
  PoolStats Stats() const override { return StatsOf("watched", 0); }
};

}  // namespace offloop
