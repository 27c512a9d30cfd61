#include "proc_stat.h"

#include <fcntl.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <string>

#include "../unique_fd.h"

namespace offloop {

std::optional<ProcStat> ReadProcStat(pid_t pid) {
  const UniqueFd file(open(("/proc/" + std::to_string(pid) + "/stat").c_str(), O_RDONLY | O_CLOEXEC));
  char text[1024];
  const ssize_t size = file.valid() ? read(file.get(), text, sizeof text - 1) : -1;
  if (size <= 0) return std::nullopt;
  text[size] = '\0';
  // The name, in parentheses, may have parentheses and spaces of its own.
  const char* rest = std::strrchr(text, ')');
  if (rest == nullptr) return std::nullopt;
  char state = 0;
  long threads = 0;
  ProcStat stat{};
  const int found = std::sscanf(rest, ") %c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %ld %*s %" SCNu64,
                                &state, &threads, &stat.started);
  if (found != 3) return std::nullopt;
  stat.ended = (state == 'Z' || state == 'X') && threads <= 1;
  return stat;
}

}  // namespace offloop
