#include "read_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "../js/arguments.h"
#include "../pools/start_job.h"
#include "../system/file_status.h"
#include "../system/retry_on_eintr.h"
#include "../system/unique_fd.h"
#include "access_times.h"
#include "can_be_awaited.h"
#include "file_content.h"
#include "held_bytes.h"
#include "open_for_reading.h"
#include "opened_file.h"

namespace offloop {

namespace {

// How much the watcher's thread reads at a time, because all jobs that wait share it.
constexpr uint64_t kWatchedSlice = 256 << 10;
// The first guess if the size is unknown: /proc, devices, pipes.
constexpr uint64_t kFirstGuess = 16 << 10;

struct Range {
  int64_t position;  // -1: from the descriptor's own position, which a pipe does not have
  uint64_t length;
  uint64_t max_bytes;
};

struct Source {
  std::optional<std::string> root;
  std::string path;
  UniqueFd fd;               // valid if the loop has opened the file
  bool time_is_due = false;  // the loop has found that a read makes the kernel write the access time
};

// `Content` is the kind of result: FileBytes or FileText.
template <typename Content>
class ReadFileTask {
 public:
  ReadFileTask(Source source, Range range, Content content)
      : source_(std::move(source)), range_(range), content_(std::move(content)) {}

  std::optional<typename Content::Result> operator()(JobContext& context) {
    if (!opened_) {
      Open();
      // A read of a FIFO returns 0 both before its first writer opens it and after its last writer closes it. So the
      // task waits before the first read: poll(2) reports nothing until a writer has opened the FIFO, pipe(7).
      if (fifo_ && limit_ > 0) return WaitForMore(context);
    }
    return Read(context);
  }

 private:
  void Open() {
    opened_ = true;
    fd_ = source_.fd.valid() ? std::move(source_.fd) : OpenForReading(source_.root, source_.path);
    const FileStatus status = StatusOf(fd_.get());
    mode_ = status.mode;
    if (S_ISDIR(status.mode)) throw SystemFailure{EISDIR, "read"};
    fifo_ = S_ISFIFO(status.mode);
    if (fifo_ && range_.position >= 0) throw SystemFailure{ESPIPE, "read"};

    const uint64_t skipped = range_.position > 0 ? static_cast<uint64_t>(range_.position) : 0;
    expected_ = S_ISREG(status.mode) && status.size > skipped ? status.size - skipped : 0;
    if (std::min(expected_, range_.length) > range_.max_bytes) throw SystemFailure{EFBIG, "read"};
    // One byte more than allowed distinguishes a file that is too large from one that just fits.
    limit_ = std::min(range_.length, range_.max_bytes + 1);
    content_.Expect(std::min(expected_, limit_));
    if (source_.time_is_due) due_.Before(fd_.get());
  }

  std::optional<typename Content::Result> Read(JobContext& context) {
    uint64_t budget = waited_ ? kWatchedSlice : Content::kSlice;
    while (came_ < limit_) {
      if (context.cancelled()) throw Cancelled{};
      if (budget == 0) return waited_ ? WaitForMore(context) : std::nullopt;
      // Asks for one byte more than expected: a short read then shows the end of the file without another read.
      const bool is_as_expected = expected_ > 0 && came_ <= expected_;
      const uint64_t likely = is_as_expected ? expected_ - came_ + 1 : std::max(came_, kFirstGuess);
      const Place place =
          content_.PlaceFor(static_cast<size_t>(std::min<uint64_t>({likely, limit_ - came_, budget, Content::kPiece})));
      const ssize_t got = ReadOnce(place);
      if (got < 0) {
        if (errno != EAGAIN) Fail("read");
        if (waited_ || CanBeAwaited(fd_.get(), mode_)) return WaitForMore(context);
        ReadAsBlocking();
        continue;
      }
      if (got == 0) break;
      came_ += static_cast<uint64_t>(got);
      if (came_ > range_.max_bytes) throw SystemFailure{EFBIG, "read"};
      content_.Take(static_cast<size_t>(got));
      if (static_cast<size_t>(got) < place.size && came_ == expected_) break;
      budget -= static_cast<uint64_t>(got);
    }
    if (source_.time_is_due) due_.After(fd_.get());
    return content_.Finish();
  }

  // A file that fails with EAGAIN and cannot be polled is read without O_NONBLOCK, as other programs do. Some files
  // (sensors of /sys, FUSE) fail with EAGAIN even then: so does the job.
  void ReadAsBlocking() {
    const int flags = fcntl(fd_.get(), F_GETFL);
    if (flags < 0 || !(flags & O_NONBLOCK)) throw SystemFailure{EAGAIN, "read"};
    if (fcntl(fd_.get(), F_SETFL, flags & ~O_NONBLOCK) != 0) Fail("fcntl");
  }

  ssize_t ReadOnce(const Place& place) {
    return RetryOnEintr([&] {
      return range_.position < 0
                 ? read(fd_.get(), place.start, place.size)
                 : pread(fd_.get(), place.start, place.size, static_cast<off_t>(range_.position + came_));
    });
  }

  std::optional<typename Content::Result> WaitForMore(JobContext& context) {
    waited_ = true;
    context.WaitUntilReadable(fd_.get());
    return std::nullopt;
  }

  Source source_;
  Range range_;
  Content content_;
  UniqueFd fd_;
  bool opened_ = false;
  mode_t mode_ = 0;
  bool fifo_ = false;
  bool waited_ = false;    // the watcher's thread runs the task
  uint64_t expected_ = 0;  // the size of the file; 0 if unknown
  uint64_t limit_ = 0;
  uint64_t came_ = 0;
  DueRead due_;
};

}  // namespace

Napi::Value ReadFile(const Napi::CallbackInfo& info) {
  Source source{OptionalPath(info[2]), Path(info[3]), info[4].IsUndefined() ? UniqueFd() : TakeOpenedFile(info[4]),
                info[11].As<Napi::Boolean>()};
  const Range range{Int64(info[5]), static_cast<uint64_t>(Int64(info[6])), static_cast<uint64_t>(Int64(info[7]))};
  const auto read = [&](auto content) {
    return StartJob(info, ReadFileTask(std::move(source), range, std::move(content)));
  };
  if (!info[8].IsNull()) return read(FileText(static_cast<Encoding>(Uint32(info[8])), Uint32(info[9])));
  return info[10].As<Napi::Boolean>() ? read(FileBytes<HeldBytes>()) : read(FileBytes<ExternalBytes>());
}

}  // namespace offloop
