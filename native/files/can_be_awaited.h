#pragma once

#include <sys/stat.h>
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
#include <sys/epoll.h>
#endif

#include "../system/unique_fd.h"

namespace offloop {

// Whether the watcher can wait until the file is readable. poll(2) always reports regular files as readable, even if
// they have nothing to read; epoll_ctl(2) refuses devices whose drivers cannot be polled.
inline bool CanBeAwaited(int fd, mode_t mode) {
  if (S_ISFIFO(mode) || S_ISSOCK(mode)) return true;
  if (!S_ISCHR(mode)) return false;
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  const UniqueFd queue(epoll_create1(EPOLL_CLOEXEC));
  epoll_event event{};
  event.events = EPOLLIN;
  return queue.valid() && epoll_ctl(queue.get(), EPOLL_CTL_ADD, fd, &event) == 0;
#else
  static_cast<void>(fd);
  return true;
#endif
}

}  // namespace offloop
