#pragma once

#include <node_api.h>

#include <memory>

namespace offloop {

class Job;

// Where jobs run: threads of the process, or libuv's, of which each environment has its own share.
class Pool {
 public:
  virtual ~Pool() = default;

  // Queues a job; a pool that cannot take it settles it with the reason. On the loop.
  virtual void Submit(napi_env env, std::unique_ptr<Job> job) = 0;

  // Takes a job that was cancelled out of the queue, if it is still there. On the loop.
  virtual void Remove(Job& job) = 0;
};

}  // namespace offloop
