#pragma once

#include <node_api.h>

#include <memory>
#include <vector>

#include "../memory/spare_memory.h"

namespace offloop {

class Completions;
class LibuvPool;
class ThreadPool;
struct HotReads;

// The addon's data for one environment that has loaded it: the main thread or a worker.
struct Environment {
  std::shared_ptr<Completions> completions;
  std::shared_ptr<LibuvPool> libuv;
  std::shared_ptr<HotReads> hot_reads;  // what the reads on the loop remember, from the first one on
  SpareMemory::Keeper spare_memory;
  std::vector<std::shared_ptr<ThreadPool>> pools;  // the open pools that it owns, the oldest first

  // On the loop.
  static void Install(napi_env env);
  static Environment& Of(napi_env env);

 private:
  // Destroys the jobs that wait, and closes the pools.
  void Close();
};

}  // namespace offloop
