#include "list_processes.h"

#include <optional>

#include "../pools/start_job.h"
#include "process_table.h"

namespace offloop {

namespace {

std::optional<Bytes> ListAll(const JobContext& context) {
  const Proc proc = Proc::Open("listProcesses");
  ProcessTable table;
  for (const pid_t pid : proc.Pids()) {
    if (context.cancelled()) throw Cancelled{};
    table.Add(proc, pid);
  }
  return table.Take();
}

}  // namespace

Napi::Value ListProcesses(const Napi::CallbackInfo& info) {
  return StartJob(info, [](JobContext& context) { return ListAll(context); });
}

}  // namespace offloop
