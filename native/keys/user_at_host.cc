#include "user_at_host.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace offloop {

namespace {

std::string UserName(uid_t uid) {
  std::vector<char> buffer(1024);
  for (;;) {
    struct passwd entry;
    struct passwd* found = nullptr;
    const int error = getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
    if (error == ERANGE) {
      buffer.resize(2 * buffer.size());
    } else if (error != EINTR) {
      return found == nullptr ? std::to_string(uid) : found->pw_name;
    }
  }
}

std::string HostName() {
  // No system allows longer names. POSIX does not require a NUL after a truncated one, so the last byte stays 0.
  char name[257] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "localhost";
}

}  // namespace

std::string UserAtHost() { return UserName(getuid()) + '@' + HostName(); }

}  // namespace offloop
