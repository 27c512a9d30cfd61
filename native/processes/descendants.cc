#include "descendants.h"

#include <optional>

#include "../js/arguments.h"
#include "../pools/start_job.h"
#include "family.h"
#include "process_table.h"

namespace offloop {

namespace {

std::optional<Bytes> ListDescendants(pid_t pid) {
  const Proc proc = Proc::Open("descendants");
  const ProcessStat root = ReadRunning(proc, pid);
  ProcessTable table;
  for (const pid_t descendant : Family(proc).DescendantsOf({pid, root.start_ticks})) table.Add(proc, descendant);
  return table.Take();
}

}  // namespace

Napi::Value Descendants(const Napi::CallbackInfo& info) {
  const pid_t pid = Int32(info[2]);
  return StartJob(info, [pid](JobContext&) { return ListDescendants(pid); });
}

}  // namespace offloop
