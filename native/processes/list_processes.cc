#include "list_processes.h"

#include <optional>

#include "../jobs/job.h"
#include "../pools/pool_handle.h"
#include "process_table.h"

namespace offloop {

namespace {

std::optional<Bytes> ListAll(const Turn& turn) {
  const Proc proc = Proc::Open("listProcesses");
  ProcessTable table;
  for (const pid_t pid : proc.Pids()) {
    if (turn.cancelled()) throw Cancelled{};
    table.Add(proc, pid);
  }
  return table.Take();
}

}  // namespace

Napi::Value ListProcesses(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return Napi::Value(env, RunJob(env, PoolOf(info[0]), 0, [](Turn& turn) { return ListAll(turn); }));
}

}  // namespace offloop
