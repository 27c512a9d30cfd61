#include "event_queue.h"

#include "../system/failure.h"

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

void EventQueue::Disarm(int fd) noexcept { epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr); }

size_t EventQueue::Wait(Numbers& ready) noexcept {
  epoll_event events[std::tuple_size<Numbers>::value];
  const int count = epoll_wait(epoll_.get(), events, static_cast<int>(ready.size()), -1);
  for (int i = 0; i < count; ++i) ready[static_cast<size_t>(i)] = events[i].data.u64;
  return count < 0 ? 0 : static_cast<size_t>(count);
}

}  // namespace offloop

#else

#include <fcntl.h>
#include <poll.h>

#include "../system/retry_on_eintr.h"

namespace offloop {

namespace {

// After a failed allocation, tries again this soon.
constexpr int kRetryMs = 10;

}  // namespace

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

void EventQueue::Disarm(int fd) noexcept {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    armed_.erase(fd);
  }
  Wake();
}

// Interrupts the poll(2) of the watcher's thread, which began with an older set of descriptors.
void EventQueue::Wake() noexcept {
  const char byte = 0;
  RetryOnEintr([&] { return write(wake_write_.get(), &byte, 1); });
}

void EventQueue::CopyArmed() {
  std::lock_guard<std::mutex> lock(mutex_);
  polled_.reserve(armed_.size() + 1);
  polled_numbers_.reserve(armed_.size());
  polled_.assign(1, {wake_read_.get(), POLLIN, 0});
  polled_numbers_.clear();
  for (const auto& [fd, number] : armed_) {
    polled_.push_back({fd, POLLIN, 0});
    polled_numbers_.push_back(number);
  }
}

size_t EventQueue::Wait(Numbers& ready) noexcept {
  int timeout = -1;
  try {
    CopyArmed();
  } catch (...) {
    // Out of memory: polls the descriptors that were copied before, and tries again soon.
    timeout = kRetryMs;
  }
  poll(polled_.data(), static_cast<nfds_t>(polled_.size()), timeout);
  char drain[64];
  while (read(wake_read_.get(), drain, sizeof drain) > 0) {
  }
  size_t count = 0;
  for (size_t i = 1; i < polled_.size() && count < ready.size(); ++i) {
    if (polled_[i].revents != 0) ready[count++] = polled_numbers_[i - 1];
  }
  return count;
}

}  // namespace offloop

#endif
