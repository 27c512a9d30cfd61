#pragma once

#include <cstdint>
#include <vector>

#include "proc.h"

namespace offloop {

struct PortQuery {
  uint16_t port;
  bool tcp;
  bool udp;
};

// The sockets at a port through which a process can be reached: TCP listeners and bound UDP sockets, IPv4 and IPv6, in
// the caller's network namespace.
class Sockets {
 public:
  Sockets(const Proc& proc, PortQuery query);

  bool empty() const { return inodes_.empty(); }
  // Whether the process has one of them open; false if its descriptors may not be inspected.
  bool AnyOpenIn(const UniqueFd& process) const;

 private:
  void ReadTable(const Proc& proc, const char* path, uint16_t port, bool listening);

  std::vector<uint64_t> inodes_;  // sorted
};

}  // namespace offloop
