#pragma once

#include <node_api.h>

#include <memory>
#include <vector>

#include "../memory/spare_memory.h"

namespace offloop {

class Completions;
class LibuvPool;
class MountTable;
class ThreadPool;

// What the addon keeps for each environment that has loaded it: the main thread, each worker.
struct Environment {
  std::shared_ptr<Completions> completions;
  std::shared_ptr<LibuvPool> libuv;
  std::shared_ptr<const MountTable> mounts;  // Mounts keeps it here
  SpareMemory::Keeper spare_memory;
  std::vector<std::shared_ptr<ThreadPool>> pools;  // its own ones that are open, the oldest first

  // On the loop.
  static void Install(napi_env env);
  static Environment& Of(napi_env env);

 private:
  // Ends what waits for anything, and closes the pools.
  void Close();
};

}  // namespace offloop
