#include "read_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include "../arguments.h"
#include "../bytes.h"
#include "../job.h"
#include "../pools/pool_handle.h"
#include "../unique_fd.h"
#include "file_status.h"
#include "open_for_reading.h"

namespace offloop {

namespace {

// What a thread reads before it lets other jobs have it: some milliseconds' worth.
constexpr uint64_t kSlice = 16 << 20;
// On the watcher's thread, which serves everybody.
constexpr uint64_t kWatchedSlice = 256 << 10;
// The first guess where the size is not known: /proc, devices, pipes.
constexpr uint64_t kFirstGuess = 16 << 10;

struct Range {
  int64_t position;  // -1: from where the descriptor stands, which need not be seekable
  uint64_t length;
  uint64_t max_bytes;
  uint64_t max_unsized_bytes;
};

class ReadFileTask {
 public:
  ReadFileTask(std::string path, Range range) : path_(std::move(path)), range_(range) {}

  std::optional<Bytes> operator()(Turn& turn) {
    if (!fd_.valid()) {
      Open();
      // A FIFO whose writer has not come reads like one whose writer has gone: it must be waited for before the
      // first read. pipe(7), poll(2): nothing is reported until a writer has been there.
      if (fifo_ && limit_ > 0) return WaitForMore(turn);
    }
    return Read(turn);
  }

 private:
  void Open() {
    fd_ = OpenForReading(path_);
    const FileStatus status = StatusOf(fd_.get());
    if (S_ISDIR(status.mode)) throw SystemFailure{EISDIR, "read"};
    fifo_ = S_ISFIFO(status.mode);
    if (fifo_ && range_.position >= 0) throw SystemFailure{ESPIPE, "read"};

    if (!S_ISREG(status.mode) || status.size == 0) range_.max_bytes = std::min(range_.max_bytes, range_.max_unsized_bytes);
    const uint64_t skipped = range_.position > 0 ? static_cast<uint64_t>(range_.position) : 0;
    expected_ = S_ISREG(status.mode) && status.size > skipped ? status.size - skipped : 0;
    if (std::min(expected_, range_.length) > range_.max_bytes) throw SystemFailure{EFBIG, "read"};
    // One byte more than allowed tells a file that is too large from one that just fits.
    limit_ = std::min(range_.length, range_.max_bytes + 1);
    // One byte more than expected makes the read that ends the file a short one, which saves asking again.
    bytes_.Reserve(std::min(expected_ > 0 ? expected_ + 1 : kFirstGuess, limit_));
  }

  std::optional<Bytes> Read(Turn& turn) {
    uint64_t budget = waited_ ? kWatchedSlice : kSlice;
    while (bytes_.size() < limit_) {
      if (turn.cancelled()) throw Cancelled{};
      if (budget == 0) return waited_ ? WaitForMore(turn) : std::nullopt;
      if (bytes_.room() == 0) bytes_.Reserve(std::min(std::max<uint64_t>(2 * bytes_.size(), kFirstGuess), limit_));
      const size_t asked = static_cast<size_t>(std::min<uint64_t>({bytes_.room(), limit_ - bytes_.size(), budget}));
      const ssize_t got = ReadOnce(asked);
      if (got < 0) {
        if (errno == EAGAIN) return WaitForMore(turn);
        Fail("read");
      }
      if (got == 0) break;
      bytes_.Append(static_cast<size_t>(got));
      if (bytes_.size() > range_.max_bytes) throw SystemFailure{EFBIG, "read"};
      if (static_cast<size_t>(got) < asked && bytes_.size() == expected_) break;
      budget -= static_cast<uint64_t>(got);
    }
    return std::move(bytes_);
  }

  ssize_t ReadOnce(size_t asked) {
    for (;;) {
      const ssize_t got =
          range_.position < 0
              ? read(fd_.get(), bytes_.end(), asked)
              : pread(fd_.get(), bytes_.end(), asked, static_cast<off_t>(range_.position + bytes_.size()));
      if (got >= 0 || errno != EINTR) return got;
    }
  }

  std::optional<Bytes> WaitForMore(Turn& turn) {
    waited_ = true;
    turn.WaitUntilReadable(fd_.get());
    return std::nullopt;
  }

  std::string path_;
  Range range_;
  UniqueFd fd_;
  bool fifo_ = false;
  bool waited_ = false;    // from then on the watcher's thread runs the task
  uint64_t expected_ = 0;  // what the file's size promised; 0 where it promised nothing
  uint64_t limit_ = 0;
  Bytes bytes_;
};

}  // namespace

Napi::Value ReadFile(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const Range range{Int64(info[1]), static_cast<uint64_t>(Int64(info[2])), static_cast<uint64_t>(Int64(info[3])),
                    static_cast<uint64_t>(Int64(info[4]))};
  return Napi::Value(env, RunJob(env, PoolOf(info[6]), Uint32(info[5]), ReadFileTask(Path(info[0]), range)));
}

}  // namespace offloop
