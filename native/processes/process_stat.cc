#include "process_stat.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>

namespace offloop {

namespace {

// The fields after the name, separated by spaces. The first is field 3 of the manual page.
class Fields {
 public:
  explicit Fields(std::string_view text) : text_(text) {}

  char Letter() { return Next().empty() ? '?' : last_.front(); }

  template <typename T>
  T Number() {
    T number{};
    Next();
    std::from_chars(last_.data(), last_.data() + last_.size(), number);
    return number;
  }

  void Skip(int count) {
    for (; count > 0; --count) Next();
  }

 private:
  std::string_view Next() {
    const size_t begin = std::min(text_.find_first_not_of(' '), text_.size());
    const size_t end = std::min(text_.find(' ', begin), text_.size());
    last_ = text_.substr(begin, end - begin);
    text_.remove_prefix(end);
    return last_;
  }

  std::string_view text_;
  std::string_view last_;
};

// std::nullopt if the line is incomplete.
std::optional<ProcessStat> Parse(std::string_view line) {
  // The name may contain spaces, parentheses and newlines.
  const size_t open = line.find('(');
  const size_t close = line.rfind(')');
  if (open == line.npos || close == line.npos || close < open) return std::nullopt;

  ProcessStat stat{};
  std::from_chars(line.data(), line.data() + open, stat.pid);
  const std::string_view name = line.substr(open + 1, close - open - 1);
  stat.name_size = static_cast<uint32_t>(std::min(name.size(), sizeof stat.name));
  std::memcpy(stat.name, name.data(), stat.name_size);

  Fields fields(line.substr(close + 1));
  stat.state = fields.Letter();
  stat.parent = fields.Number<pid_t>();
  fields.Skip(4);  // the group, the session, the terminal and its group
  stat.flags = fields.Number<uint32_t>();
  fields.Skip(4);  // page faults
  const auto user_ticks = fields.Number<uint64_t>();
  stat.cpu_ticks = user_ticks + fields.Number<uint64_t>();
  fields.Skip(4);  // its children's time, priority, niceness
  stat.threads = fields.Number<int32_t>();
  fields.Skip(1);
  stat.start_ticks = fields.Number<uint64_t>();
  fields.Skip(1);  // the size of its address space
  stat.rss_pages = fields.Number<uint64_t>();
  return stat;
}

}  // namespace

std::optional<ProcessStat> ReadStat(const UniqueFd& process) {
  if (!process.valid()) return std::nullopt;
  return ReadStat(process.get(), "stat");
}

std::optional<ProcessStat> ReadStat(int folder, const char* path) {
  // Enough for a name and 52 numbers.
  char line[2048];
  const ssize_t size = ReadStart(folder, path, line, sizeof line);
  if (size <= 0) return std::nullopt;
  return Parse({line, static_cast<size_t>(size)});
}

bool IsLeader(pid_t pid) {
#ifdef __linux__
  return syscall(SYS_tgkill, pid, pid, 0) == 0 || errno != ESRCH;
#else
  return kill(pid, 0) == 0 || errno != ESRCH;
#endif
}

}  // namespace offloop
