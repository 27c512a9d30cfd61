#pragma once

#include <node_api.h>

#include <memory>
#include <mutex>

#include "job_queue.h"

namespace offloop {

class Completions;
class Job;

// Where jobs run: threads of the process, or libuv's, of which each environment has its own share. What they have in
// common is the queue, and what becomes of a job that has had its turn.
//
// Threads: Submit, Remove and RemoveAll on the loop; RunTurn on the pool's threads.
class Pool {
 public:
  virtual ~Pool() = default;

  // Queues a job; a pool that cannot take it settles it with the reason.
  virtual void Submit(napi_env env, std::unique_ptr<Job> job) = 0;
  // Takes a job that was cancelled out of the queue, if it is still there.
  void Remove(Job& job);
  // Takes the jobs of an environment that is closing out of the queue.
  void RemoveAll(const Completions& home);

 protected:
  // Gives a job its turn and returns it if that was its last; else it is back in the queue, or waits with the watcher.
  std::unique_ptr<Job> RunTurn(std::unique_ptr<Job> job);

  std::mutex mutex_;
  JobQueue queue_;  // guarded by mutex_
};

}  // namespace offloop
