#include "sample_usage.h"

#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "../memory/bytes.h"
#include "../pools/start_job.h"
#include "../system/page_size.h"
#include "family.h"
#include "process_times.h"

namespace offloop {

namespace {

struct Record {
  int32_t pid;
  int32_t unused;
  double start;
  double now;
  double cpu_time;
  double rss_bytes;
};
static_assert(sizeof(Record) == 40, "as lib/processes/usage-sampler.ts reads it");

std::optional<Record> Measure(const Proc& proc, pid_t pid) {
  const UniqueFd process = proc.Process(pid);
  const double now = NowSinceBoot();
  const std::optional<double> precise = PreciseCpuTime(pid);
  const std::optional<ProcessStat> stat = ReadStat(process);
  if (!stat || stat->ended() || !IsLeader(pid)) return std::nullopt;
  return Record{pid,
                0,
                StartSinceBoot(*stat),
                now,
                precise.value_or(CpuTime(*stat)),
                static_cast<double>(stat->rss_pages * PageSize())};
}

std::optional<Bytes> MeasureEach(const std::vector<pid_t>& pids, const JobContext& context) {
  const Proc proc = Proc::Open("UsageSampler");
  Bytes bytes;
  bytes.Reserve(pids.size() * sizeof(Record));
  for (const pid_t pid : pids) {
    if (context.cancelled()) throw Cancelled{};
    const std::optional<Record> record = Measure(proc, pid);
    if (!record) continue;
    std::memcpy(bytes.end(), &*record, sizeof *record);
    bytes.Append(sizeof *record);
  }
  return bytes;
}

}  // namespace

Napi::Value SampleUsage(const Napi::CallbackInfo& info) {
  const auto array = info[2].As<Napi::Int32Array>();
  std::vector<pid_t> pids(array.Data(), array.Data() + array.ElementLength());
  return StartJob(info, [pids = std::move(pids)](JobContext& context) { return MeasureEach(pids, context); });
}

}  // namespace offloop
