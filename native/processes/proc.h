#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "../system/unique_fd.h"

namespace offloop {

// Linux's table of processes, /proc, opened once for a job: everything is looked up relative to that descriptor.
class Proc {
 public:
  // Fails with ERR_FEATURE_UNAVAILABLE_ON_PLATFORM, which names `function`, where there is no /proc or where it shows
  // another PID namespace: its pids would be those of other processes here.
  static Proc Open(const char* function);

  // In ascending order. Threads are not among them, nor what a mount with hidepid hides.
  std::vector<pid_t> Pids() const;

  // The folder of a process; not valid when it is gone, or hidden. The descriptor stays that very process's: once it
  // has ended nothing is found there, whoever takes over the pid.
  UniqueFd Process(pid_t pid) const;

  int fd() const { return fd_.get(); }

 private:
  explicit Proc(UniqueFd fd) : fd_(std::move(fd)) {}

  UniqueFd fd_;
};

// Whether errno, after a call on a file of /proc, says that the process has ended or may not be looked at.
bool IsGoneOrHidden();

// Opens a folder for reading; not valid where IsGoneOrHidden, else a failure: one that has no descriptors left must
// not take what it cannot open for ended.
UniqueFd OpenFolder(int parent, const char* name);

// Reads from a file of /proc, at most `size` bytes; -1 where IsGoneOrHidden.
ssize_t ReadStart(int folder, const char* name, char* buffer, size_t size);

// The entries of a folder whose names are numbers: pids, threads, descriptors.
std::vector<uint32_t> NumbersIn(int folder);

}  // namespace offloop
