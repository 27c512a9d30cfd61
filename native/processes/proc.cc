#include "proc.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

#include "../system/failure.h"
#include "../system/retry_on_eintr.h"

namespace offloop {

namespace {

#ifdef __linux__

// An entry of getdents64(2). The C library's fdopendir would also ask for the status of every folder.
struct Entry {
  uint64_t inode;
  int64_t offset;
  uint16_t size;
  uint8_t type;
  char name[1];
};

long ReadEntries(int folder, char* buffer, size_t size) { return syscall(SYS_getdents64, folder, buffer, size); }

#endif

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

bool ShowsThisNamespace(int proc) {
  char self[16];
  const ssize_t size = readlinkat(proc, "self", self, sizeof self);
  return size > 0 && std::string(self, static_cast<size_t>(size)) == std::to_string(getpid());
}

UniqueFd OpenProc() {
  UniqueFd fd(open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() && errno != ENOENT && errno != ENOTDIR) Fail("open");
  return fd.valid() && ShowsThisNamespace(fd.get()) ? std::move(fd) : UniqueFd();
}

#else

UniqueFd OpenProc() { return UniqueFd(); }

#endif

}  // namespace

Proc Proc::Open(const char* function) {
  UniqueFd fd = OpenProc();
  if (fd.valid()) return Proc(std::move(fd));
  throw CodedFailure{"ERR_FEATURE_UNAVAILABLE_ON_PLATFORM",
                     std::string(function) + " needs Linux with /proc mounted, for the PID namespace of the caller"};
}

std::vector<pid_t> Proc::Pids() const {
  if (lseek(fd(), 0, SEEK_SET) < 0) Fail("lseek");
  const std::vector<uint32_t> numbers = NumbersIn(fd());
  return std::vector<pid_t>(numbers.begin(), numbers.end());
}

UniqueFd Proc::Process(pid_t pid) const { return OpenFolder(fd(), std::to_string(pid).c_str()); }

bool IsGoneOrHidden() { return errno == ENOENT || errno == ESRCH || errno == EACCES || errno == EPERM; }

UniqueFd OpenFolder(int parent, const char* name) {
  UniqueFd fd(openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd.valid() && !IsGoneOrHidden()) Fail("open");
  return fd;
}

ssize_t ReadStart(int folder, const char* name, char* buffer, size_t size) {
  UniqueFd fd(openat(folder, name, O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) {
    if (!IsGoneOrHidden()) Fail("open");
    return -1;
  }
  const ssize_t got = RetryOnEintr([&] { return read(fd.get(), buffer, size); });
  if (got < 0 && !IsGoneOrHidden()) Fail("read");
  return got;
}

std::vector<uint32_t> NumbersIn(int folder) {
  std::vector<uint32_t> numbers;
#ifdef __linux__
  alignas(Entry) char buffer[32 << 10];
  for (;;) {
    const long filled = ReadEntries(folder, buffer, sizeof buffer);
    if (filled < 0 && !IsGoneOrHidden()) Fail("getdents64");
    if (filled <= 0) break;
    for (long at = 0; at < filled;) {
      const auto* entry = reinterpret_cast<const Entry*>(buffer + at);
      const char* end = entry->name + std::strlen(entry->name);
      uint32_t number = 0;
      if (std::from_chars(entry->name, end, number).ptr == end) numbers.push_back(number);
      at += entry->size;
    }
  }
#endif
  return numbers;
}

}  // namespace offloop
