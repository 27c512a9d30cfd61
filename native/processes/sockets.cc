#include "sockets.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../system/failure.h"
#include "../system/retry_on_eintr.h"

namespace offloop {

namespace {

// TCP_LISTEN in the kernel's tcp_states.h.
constexpr unsigned kListening = 0x0A;

struct Socket {
  unsigned port;
  unsigned state;
  unsigned long long inode;
};

// A line of /proc/net/tcp or udp: number, local address:port, remote address:port, state, queues, timer, retransmits,
// uid, timeout, inode. False for the header.
bool Parse(const std::string& line, Socket& socket) {
  return std::sscanf(line.c_str(), " %*d: %*[0-9A-Fa-f]:%X %*[0-9A-Fa-f]:%*X %X %*X:%*X %*X:%*X %*X %*u %*d %llu",
                     &socket.port, &socket.state, &socket.inode) == 3;
}

}  // namespace

Sockets::Sockets(const Proc& proc, PortQuery query) {
  if (query.tcp) {
    ReadTable(proc, "self/net/tcp", query.port, true);
    ReadTable(proc, "self/net/tcp6", query.port, true);
  }
  if (query.udp) {
    ReadTable(proc, "self/net/udp", query.port, false);
    ReadTable(proc, "self/net/udp6", query.port, false);
  }
  std::sort(inodes_.begin(), inodes_.end());
}

// Without IPv6 the kernel has no table of it.
void Sockets::ReadTable(const Proc& proc, const char* path, uint16_t port, bool listening) {
  UniqueFd fd(openat(proc.fd(), path, O_RDONLY | O_CLOEXEC));
  if (!fd.valid()) {
    if (!IsGoneOrHidden()) Fail("open");
    return;
  }
  std::string rest;
  char buffer[32 << 10];
  for (;;) {
    const ssize_t got = RetryOnEintr([&] { return read(fd.get(), buffer, sizeof buffer); });
    if (got < 0) Fail("read");
    if (got == 0) return;
    rest.append(buffer, static_cast<size_t>(got));
    size_t begin = 0;
    for (size_t end; (end = rest.find('\n', begin)) != rest.npos; begin = end + 1) {
      Socket socket;
      if (!Parse(rest.substr(begin, end - begin), socket)) continue;
      if (socket.port == port && (!listening || socket.state == kListening)) inodes_.push_back(socket.inode);
    }
    rest.erase(0, begin);
  }
}

bool Sockets::AnyOpenIn(const UniqueFd& process) const {
  const UniqueFd folder = OpenFolder(process.get(), "fd");
  if (!folder.valid()) return false;
  for (const uint32_t number : NumbersIn(folder.get())) {
    // Reads the link instead of following it: a file's status may need a request to a server that no longer answers.
    char link[64];
    const ssize_t size = readlinkat(folder.get(), std::to_string(number).c_str(), link, sizeof link - 1);
    constexpr std::string_view kSocket = "socket:[";
    if (size < 0 || std::string_view(link, static_cast<size_t>(size)).substr(0, kSocket.size()) != kSocket) continue;
    link[size] = '\0';
    const uint64_t inode = std::strtoull(link + kSocket.size(), nullptr, 10);
    if (std::binary_search(inodes_.begin(), inodes_.end(), inode)) return true;
  }
  return false;
}

}  // namespace offloop
