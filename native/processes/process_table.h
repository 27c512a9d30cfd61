#pragma once

#include <string>
#include <utility>

#include "../memory/bytes.h"
#include "process_stat.h"

namespace offloop {

// Packs processes for lib/processes/decode-processes.ts, which makes objects of them, a slice at a time. For each
// process, in the byte order of the machine:
//
//   int32 pid, int32 parent, uint32 uid, uint32 state,
//   float64 start (ms since 1970), float64 processor time (ms), float64 resident bytes,
//   uint32 size of the name, uint32 size of the arguments, the name, the arguments as the kernel shows them
class ProcessTable {
 public:
  // Adds a process, unless it has ended or may not be inspected.
  void Add(const Proc& proc, pid_t pid);
  void Add(const UniqueFd& process, pid_t pid);

  Bytes Take() { return std::move(bytes_); }

 private:
  void Pack(const ProcessStat& stat, uid_t uid, double cpu_time, size_t arguments);
  void Grow(size_t capacity, size_t written = 0);
  // Reads the arguments to their place after the record and the name; returns their size.
  size_t ReadArguments(const UniqueFd& process, size_t offset);

  Bytes bytes_;
};

}  // namespace offloop
