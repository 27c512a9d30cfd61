#include "process_table.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "../system/failure.h"
#include "../system/page_size.h"
#include "../system/retry_on_eintr.h"
#include "process_times.h"

namespace offloop {

namespace {

struct Record {
  int32_t pid;
  int32_t parent;
  uint32_t uid;
  uint32_t state;
  double started_at;
  double cpu_time;
  double rss_bytes;
  uint32_t name_size;
  uint32_t arguments_size;
};
static_assert(sizeof(Record) == 48, "as lib/processes/decode-processes.ts reads it");

// Most command lines fit in.
constexpr size_t kFirstGuess = 4096;

// The limit of execve(2). A process may declare any part of its memory as its arguments: prctl(2).
constexpr size_t kMaxArguments = 6 << 20;

// A process has no arguments for a moment during an exec, or after it has ended: so it is read up to this many times.
constexpr int kLooks = 3;

}  // namespace

void ProcessTable::Add(const Proc& proc, pid_t pid) {
  const UniqueFd process = proc.Process(pid);
  if (process.valid()) Add(process, pid);
}

void ProcessTable::Add(const UniqueFd& process, pid_t pid) {
  for (int look = 1;; ++look) {
    const std::optional<double> precise = PreciseCpuTime(pid);
    const std::optional<ProcessStat> stat = ReadStat(process);
    // The owner of the folder is the effective user. The files in it belong to root if the process may not be traced.
    struct stat status;
    if (!stat || fstat(process.get(), &status) != 0) return;
    const bool has_arguments = !stat->is_kernel_thread() && stat->state != 'Z';
    const size_t offset = sizeof(Record) + stat->name_size;
    Grow(offset);
    const size_t arguments = has_arguments ? ReadArguments(process, offset) : 0;
    if (has_arguments && arguments == 0 && look < kLooks) {
      sched_yield();
      continue;
    }
    Pack(*stat, status.st_uid, precise.value_or(CpuTime(*stat)), arguments);
    return;
  }
}

size_t ProcessTable::ReadArguments(const UniqueFd& process, size_t offset) {
  Grow(offset + kFirstGuess);
  UniqueFd fd(openat(process.get(), "cmdline", O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) {
    if (!IsGoneOrHidden()) Fail("open");
    return 0;
  }
  for (size_t size = 0;;) {
    const size_t asked = std::min(bytes_.free_capacity() - offset, kMaxArguments) - size;
    const ssize_t got = RetryOnEintr([&] { return read(fd.get(), bytes_.end() + offset + size, asked); });
    if (got < 0 && !IsGoneOrHidden()) Fail("read");
    if (got <= 0) return size;
    size += static_cast<size_t>(got);
    if (static_cast<size_t>(got) < asked || size == kMaxArguments) return size;
    Grow(offset + 2 * size, offset + size);
  }
}

void ProcessTable::Grow(size_t capacity, size_t written) {
  if (bytes_.free_capacity() < capacity) bytes_.Reserve(std::max(2 * bytes_.size(), bytes_.size() + capacity), written);
}

void ProcessTable::Pack(const ProcessStat& stat, uid_t uid, double cpu_time, size_t arguments) {
  const Record record{stat.pid,
                      stat.parent,
                      uid,
                      static_cast<uint8_t>(stat.state),
                      StartedAt(stat),
                      cpu_time,
                      static_cast<double>(stat.rss_pages * PageSize()),
                      stat.name_size,
                      static_cast<uint32_t>(arguments)};
  std::memcpy(bytes_.end(), &record, sizeof record);
  std::memcpy(bytes_.end() + sizeof record, stat.name, stat.name_size);
  bytes_.Append(sizeof record + stat.name_size + arguments);
}

}  // namespace offloop
