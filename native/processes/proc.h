#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "../system/unique_fd.h"

namespace offloop {

// Linux's /proc, opened once for a job. All look-ups are relative to that descriptor.
class Proc {
 public:
  // Fails with ERR_FEATURE_UNAVAILABLE_ON_PLATFORM, which names `function`, if there is no /proc or if it shows another
  // PID namespace: there the same pids belong to other processes.
  static Proc Open(const char* function);

  // In ascending order, without threads and without processes that a mount with hidepid hides.
  std::vector<pid_t> Pids() const;

  // The folder of a process; not valid if it has ended or is hidden. The descriptor belongs to exactly this process:
  // once the process has ended the folder is empty, even if the pid is reused.
  UniqueFd Process(pid_t pid) const;

  int fd() const { return fd_.get(); }

 private:
  explicit Proc(UniqueFd fd) : fd_(std::move(fd)) {}

  UniqueFd fd_;
};

// Whether errno, after a call on a file of /proc, means that the process has ended or may not be inspected.
bool IsGoneOrHidden();

// Opens a folder for reading; not valid if IsGoneOrHidden. Throws any other failure: a process without free descriptors
// must not conclude that another one has ended.
UniqueFd OpenFolder(int parent, const char* name);

// Reads at most `size` bytes from a file of /proc; -1 if IsGoneOrHidden.
ssize_t ReadStart(int folder, const char* name, char* buffer, size_t size);

// The names in a folder that are numbers: pids, threads, descriptors.
std::vector<uint32_t> NumbersIn(int folder);

}  // namespace offloop
