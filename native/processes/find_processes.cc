#include "find_processes.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "../js/arguments.h"
#include "../pools/start_job.h"
#include "process_table.h"
#include "sockets.h"

namespace offloop {

namespace {

// The kernel's TASK_COMM_LEN without the NUL.
constexpr size_t kKeptOfName = 15;

class FindProcessesTask {
 public:
  FindProcessesTask(std::optional<std::string> name, PortQuery port) : name_(std::move(name)), port_(port) {}

  std::optional<Bytes> operator()(const JobContext& context) const {
    const Proc proc = Proc::Open("findProcesses");
    std::optional<Sockets> sockets;
    if (port_.port != 0) sockets.emplace(proc, port_);
    ProcessTable table;
    if (sockets && sockets->empty()) return table.Take();
    for (const pid_t pid : proc.Pids()) {
      if (context.cancelled()) throw Cancelled{};
      const UniqueFd process = proc.Process(pid);
      if (!process.valid()) continue;
      if (name_ && !IsNamed(process)) continue;
      if (sockets && !sockets->AnyOpenIn(process)) continue;
      table.Add(process, pid);
    }
    return table.Take();
  }

 private:
  bool IsNamed(const UniqueFd& process) const {
    const std::optional<ProcessStat> stat = ReadStat(process);
    if (!stat) return false;
    const std::string_view kept(stat->name, stat->name_size);
    if (kept == *name_) return true;
    return kept.size() == kKeptOfName && name_->compare(0, kKeptOfName, kept) == 0 && IsProgram(process);
  }

  // Whether argv[0] is the name, or a path that ends in it.
  bool IsProgram(const UniqueFd& process) const {
    char start[8 << 10];
    const ssize_t size = ReadStart(process.get(), "cmdline", start, sizeof start);
    if (size <= 0) return false;
    std::string_view program(start, static_cast<size_t>(size));
    program = program.substr(0, program.find('\0'));
    const size_t slash = program.rfind('/');
    return program.substr(slash == program.npos ? 0 : slash + 1) == *name_;
  }

  std::optional<std::string> name_;
  PortQuery port_;
};

}  // namespace

Napi::Value FindProcesses(const Napi::CallbackInfo& info) {
  std::optional<std::string> name;
  if (!info[2].IsUndefined()) name = info[2].As<Napi::String>().Utf8Value();
  const PortQuery port{static_cast<uint16_t>(Uint32(info[3])), info[4].As<Napi::Boolean>(),
                       info[5].As<Napi::Boolean>()};
  return StartJob(info, FindProcessesTask(std::move(name), port));
}

}  // namespace offloop
