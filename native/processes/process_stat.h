#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "proc.h"

namespace offloop {

// What /proc/PID/stat says of a process, or of one of its threads: proc_pid_stat(5).
struct ProcessStat {
  pid_t pid;
  pid_t parent;
  char state;
  uint32_t flags;
  int32_t threads;
  uint64_t cpu_ticks;
  uint64_t start_ticks;  // since the system was started; with the pid it tells a process from all others
  uint64_t rss_pages;
  char name[64];  // the kernel gives a process 15 bytes, its own threads up to 63
  uint32_t name_size;

  // A leader that has returned while its threads go on is shown as a zombie, too, but has not ended.
  bool ended() const { return (state == 'Z' || state == 'X' || state == 'x') && threads <= 1; }
  bool is_kernel_thread() const { return (flags & 0x00200000) != 0; }  // PF_KTHREAD
};

// Nothing when it is gone or hidden.
std::optional<ProcessStat> ReadStat(const UniqueFd& process);
// Of a process, or of the thread TID with "PID/task/TID/stat", by its path beneath `folder`.
std::optional<ProcessStat> ReadStat(int folder, const char* path);

// The threads of a process have numbers that kill(2) and /proc take for pids; only the leader's is one.
bool IsLeader(pid_t pid);

// A process that was seen: nobody who takes over its pid has the same start.
struct Identity {
  pid_t pid;
  uint64_t start_ticks;
};

}  // namespace offloop
