#include "signal_tree.h"

#include <signal.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <vector>

#include "../js/arguments.h"
#include "../memory/bytes.h"
#include "../pools/start_job.h"
#include "../system/exit_gate.h"
#include "process_tree.h"
#include "suspension_mark.h"

namespace offloop {

namespace {

struct Record {
  int32_t pid;
  int32_t error;
  double start_ticks;
};
static_assert(sizeof(Record) == 16, "as lib/processes/signal-tree.ts reads it");

// SIGCONT discards a pending stop signal (signal(7)), so these have to be sent after the process was continued.
bool IsUndoneByContinuing(int signal) { return signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU; }

void Append(Bytes& bytes, const Record& record) {
  std::memcpy(bytes.end(), &record, sizeof record);
  bytes.Append(sizeof record);
}

Bytes Send(const Proc& proc, const std::vector<TreeMember*>& processes, int signal) {
  Bytes results;
  results.Reserve(processes.size() * sizeof(Record));
  for (TreeMember* process : processes) {
    if (IsUndoneByContinuing(signal) && !process->was_stopped()) process->Continue(proc);
    const int error = process->Signal(proc, signal);
    // SIGKILL ends a process even if it is stopped.
    if (signal == SIGKILL && error == 0) process->LeaveSuspended();
    Append(results, {process->pid(), error, static_cast<double>(process->start_ticks())});
  }
  return results;
}

// A tree that is suspended when this process exits would stay stopped for ever. So the exit waits until the members
// that were found have been signalled and continued. That takes microseconds a process, but on a busy machine the
// thread may have the lowest priority.
ExitGate& Gate() {
  static auto* gate = new ExitGate(std::chrono::seconds(2), ExitGate::Late::kExit);
  return *gate;
}

std::optional<Bytes> SignalAll(pid_t root, std::optional<uint64_t> start_ticks, int signal) {
  const Proc proc = Proc::Open("killTree");
  const SuspensionMark mark;
  std::optional<ExitGate::Guard> guard;
  if (signal != 0) guard.emplace(Gate());
  ProcessTree tree(proc, root, start_ticks);
  if (signal != 0) tree.Suspend();

  const std::vector<TreeMember*> processes = tree.DeepestFirst();
  Bytes results = Send(proc, processes, signal);
  const bool is_as_wanted = signal == SIGSTOP || signal == SIGCONT || IsUndoneByContinuing(signal);
  for (TreeMember* process : processes) {
    if (is_as_wanted) {
      process->LeaveSuspended();
    } else {
      process->Continue(proc);
    }
  }
  return results;
}

}  // namespace

Napi::Value SignalTree(const Napi::CallbackInfo& info) {
  const pid_t pid = Int32(info[2]);
  const int signal = Int32(info[3]);
  std::optional<uint64_t> start_ticks;
  if (info[4].IsNumber()) start_ticks = static_cast<uint64_t>(Int64(info[4]));
  return StartJob(info, [pid, start_ticks, signal](JobContext&) { return SignalAll(pid, start_ticks, signal); });
}

}  // namespace offloop
