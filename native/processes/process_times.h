#pragma once

#include <optional>

#include "process_stat.h"

namespace offloop {

// Milliseconds since the system was started, by the clock that processes' starts are counted by.
double NowSinceBoot();

// When the process started: after the start of the system, and by the wall clock since 1970.
double StartSinceBoot(const ProcessStat& stat);
double StartedAt(const ProcessStat& stat);

// The processor time that all threads of a process have used, in milliseconds, to the nanosecond; nothing where the
// kernel has no such clock for others. To be asked before the stat is read from the process's folder: that it is still
// there then shows that the pid had not changed hands.
std::optional<double> PreciseCpuTime(pid_t pid);
// To the hundredth of a second.
double CpuTime(const ProcessStat& stat);

}  // namespace offloop
