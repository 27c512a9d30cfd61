#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace offloop {

// What tells one process from the next that has its pid, and whether it still runs.
struct ProcStat {
  uint64_t started;  // in ticks since the machine was started
  bool ended;        // a zombie, and none of its threads is left
};

// Of proc_pid_stat(5); nothing where there is no such file.
std::optional<ProcStat> ReadProcStat(pid_t pid);

}  // namespace offloop
