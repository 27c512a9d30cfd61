#pragma once

#include <optional>

#include "process_stat.h"

namespace offloop {

// Milliseconds since the system started, by the clock of the start times of processes.
double NowSinceBoot();

// When the process started: in milliseconds since the system started, and since 1970 by the wall clock.
double StartSinceBoot(const ProcessStat& stat);
double StartedAt(const ProcessStat& stat);

// The processor time of all threads of a process, in milliseconds with nanosecond precision; std::nullopt if the kernel
// has no such clock for other processes. Call it before the stat is read from the process's folder: if that succeeds,
// the pid had not been reused before.
std::optional<double> PreciseCpuTime(pid_t pid);
// The same, in milliseconds with a precision of a hundredth of a second.
double CpuTime(const ProcessStat& stat);

}  // namespace offloop
