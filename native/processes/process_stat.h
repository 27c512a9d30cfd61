#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>

#include "proc.h"

namespace offloop {

// The content of /proc/PID/stat for a process or one of its threads: proc_pid_stat(5).
struct ProcessStat {
  pid_t pid;
  pid_t parent;
  char state;
  uint32_t flags;
  int32_t threads;
  uint64_t cpu_ticks;
  uint64_t start_ticks;  // since the system started; with the pid it identifies a process
  uint64_t rss_pages;
  char name[64];  // up to 15 bytes for a process, up to 63 for a kernel thread
  uint32_t name_size;

  // A leader that has returned before its other threads is in state Z, too, but the process has not ended.
  bool ended() const { return (state == 'Z' || state == 'X' || state == 'x') && threads <= 1; }
  bool is_kernel_thread() const { return (flags & 0x00200000) != 0; }  // PF_KTHREAD
};

// std::nullopt if the process has ended or is hidden.
std::optional<ProcessStat> ReadStat(const UniqueFd& process);
// The same by a path beneath `folder`: "PID/stat", or "PID/task/TID/stat" for a thread.
std::optional<ProcessStat> ReadStat(int folder, const char* path);

// Whether the number is a pid. kill(2) and /proc also accept the numbers of threads that are not leaders.
bool IsLeader(pid_t pid);

// Identifies a process: another one that reuses its pid has another start time.
struct Identity {
  pid_t pid;
  uint64_t start_ticks;
};

}  // namespace offloop
