#pragma once

#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <utility>

namespace offloop {

// A file descriptor with one owner.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(int fd) : fd_(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept {
    if (this != &other) {
      Close();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  ~UniqueFd() { Close(); }

  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  // Hands the descriptor to the caller, who has to close it.
  int Release() { return std::exchange(fd_, -1); }

 private:
  // Linux frees the number even if close(2) fails with EINTR: a retry could close a descriptor that was opened
  // meanwhile.
  void Close() {
#ifdef __linux__
    // The C library's function is a cancellation point of pthreads, which costs as much as the call itself.
    if (fd_ >= 0) syscall(SYS_close, fd_);
#else
    if (fd_ >= 0) close(fd_);
#endif
    fd_ = -1;
  }

  int fd_ = -1;
};

}  // namespace offloop
