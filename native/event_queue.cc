#include "event_queue.h"

#include <cerrno>

#include "failure.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/epoll.h>

namespace offloop {

void EventQueue::Arm(int fd, uint64_t number) {
  if (!epoll_.valid()) {
    epoll_ = UniqueFd(epoll_create1(EPOLL_CLOEXEC));
    if (!epoll_.valid()) Fail("epoll_create1");
  }
  epoll_event event{};
  event.events = EPOLLIN | EPOLLONESHOT;
  event.data.u64 = number;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) Fail("epoll_ctl");
}

void EventQueue::Disarm(int fd) { epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr); }

std::vector<uint64_t> EventQueue::Wait() {
  epoll_event events[64];
  const int count = epoll_wait(epoll_.get(), events, 64, -1);
  std::vector<uint64_t> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(events[i].data.u64);
  return numbers;
}

}  // namespace offloop

#else

#include <fcntl.h>
#include <poll.h>

namespace offloop {

void EventQueue::Arm(int fd, uint64_t number) {
  if (!wake_read_.valid()) {
    int ends[2];
    if (pipe(ends) != 0) Fail("pipe");
    wake_read_ = UniqueFd(ends[0]);
    wake_write_ = UniqueFd(ends[1]);
    for (int end : ends) {
      fcntl(end, F_SETFD, FD_CLOEXEC);
      fcntl(end, F_SETFL, O_NONBLOCK);
    }
  }
  {
    std::lock_guard<std::mutex> lock(mutex_);
    armed_[fd] = number;
  }
  Wake();
}

void EventQueue::Disarm(int fd) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    armed_.erase(fd);
  }
  Wake();
}

// Interrupts a poll that began with an older set of descriptors.
void EventQueue::Wake() {
  const char byte = 0;
  while (write(wake_write_.get(), &byte, 1) < 0 && errno == EINTR) {
  }
}

std::vector<uint64_t> EventQueue::Wait() {
  std::vector<pollfd> descriptors{{wake_read_.get(), POLLIN, 0}};
  std::vector<uint64_t> numbers;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [fd, number] : armed_) {
      descriptors.push_back({fd, POLLIN, 0});
      numbers.push_back(number);
    }
  }
  poll(descriptors.data(), static_cast<nfds_t>(descriptors.size()), -1);
  char drain[64];
  while (read(wake_read_.get(), drain, sizeof drain) > 0) {
  }
  std::vector<uint64_t> ready;
  for (size_t i = 1; i < descriptors.size(); ++i) {
    if (descriptors[i].revents != 0) ready.push_back(numbers[i - 1]);
  }
  return ready;
}

}  // namespace offloop

#endif
