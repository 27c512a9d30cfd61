#pragma once

#include <node_api.h>

#include <cstdint>
#include <string>

#include "histogram.h"

namespace offloop {

// The state of a pool at one moment, and how long its jobs have waited and run since it was opened.
struct PoolStats {
  struct Quantiles {
    Quantiles() = default;
    explicit Quantiles(const Histogram& nanoseconds);

    uint64_t p50 = 0;  // nanoseconds
    uint64_t p99 = 0;
    uint64_t max = 0;
  };

  std::string name;
  uint32_t threads = 0;
  size_t queued = 0;
  size_t running = 0;
  uint64_t completed = 0;
  uint64_t rejected = 0;
  Quantiles wait;
  Quantiles run;
};

napi_value ToJs(napi_env env, const PoolStats& stats);

}  // namespace offloop
