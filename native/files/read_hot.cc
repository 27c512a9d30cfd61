#include "read_hot.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "../jobs/environment.h"
#include "../js/external_memory.h"
#include "../js/number.h"
#include "../memory/spare_memory.h"
#include "access_times.h"
#include "companion.h"
#include "folder_memory.h"
#include "hot_file.h"
#include "mounts.h"
#include "opened_file.h"
#include "residency.h"

namespace offloop {

// What the reads of one environment remember.
struct HotReads {
  std::shared_ptr<const MountTable> mounts;
  FolderMemory folders;

  static HotReads& Of(napi_env env) {
    std::shared_ptr<HotReads>& reads = Environment::Of(env).hot_reads;
    if (!reads) reads = std::make_shared<HotReads>();
    return *reads;
  }

  // nullptr while the mounts are not known, or have changed.
  const MountTable* CurrentMounts(CoarseClock::time_point now) {
    const MountTable* const before = mounts.get();
    const MountTable* const current = Mounts::Get().Current(mounts, now);
    if (current != before) folders = FolderMemory();
    return current;
  }
};

namespace {

constexpr int32_t kNeedsThread = -1;
constexpr int32_t kAccessTimeIsDue = -2;
constexpr int32_t kLikelyCached = -3;

// Read this much before memory is allocated: a file that is not in the cache then fails without an allocation.
constexpr size_t kProbe = 32 << 10;
// From this size on malloc would get new pages from the system.
constexpr size_t kMinExternal = SpareMemory::kMinSize;

struct Wanted {
  uint64_t position;
  uint64_t length;
  uint64_t max_bytes;  // a thread reads more
  uint8_t* target;     // nullptr: new memory
  bool may_be_external;
  bool with_companion;
};

bool ReadWhole(const HotFile& file, uint64_t position, uint8_t* into, size_t size) {
  return size == 0 || ReadNow(file, position, into, size) == static_cast<ssize_t>(size);
}

// Memory for a result: V8's own, or external memory if it is large.
class NewMemory {
 public:
  NewMemory(napi_env env, size_t size, bool may_be_external) : env_(env), size_(size) {
    if (size >= kMinExternal && may_be_external) {
      external_.Reserve(size, 0);
      bytes_ = external_.data();
    } else {
      void* memory = nullptr;
      napi_create_arraybuffer(env, size, &memory, &value_);
      bytes_ = static_cast<uint8_t*>(memory);
    }
  }

  // nullptr if there is no memory or the size is 0.
  uint8_t* bytes() const { return bytes_; }
  // An ArrayBuffer, or nullptr.
  napi_value ToJs() {
    napi_value buffer = nullptr;
    if (value_ == nullptr && MakeExternalBuffer(env_, external_, size_, &buffer)) {
      napi_get_typedarray_info(env_, buffer, nullptr, nullptr, nullptr, &value_, nullptr);
    }
    return value_;
  }

 private:
  napi_env env_;
  size_t size_;
  uint8_t* bytes_ = nullptr;
  napi_value value_ = nullptr;
  Block external_;
};

// New memory that `fill(bytes)` writes; a thread has to read if that fails.
template <typename Fill>
napi_value NewResult(napi_env env, const Wanted& wanted, size_t total, Fill fill) {
  NewMemory memory(env, total, wanted.may_be_external);
  if (total > 0 && (memory.bytes() == nullptr || !fill(memory.bytes()))) return Number(env, kNeedsThread);
  const napi_value value = memory.ToJs();
  return value != nullptr ? value : Number(env, kNeedsThread);
}

napi_value ReadIntoNew(napi_env env, const HotFile& file, const Wanted& wanted, size_t total) {
  uint8_t probe[kProbe];
  const size_t first = std::min(total, sizeof probe);
  if (!ReadWhole(file, wanted.position, probe, first)) return Number(env, kNeedsThread);
  return NewResult(env, wanted, total, [&](uint8_t* bytes) {
    std::memcpy(bytes, probe, first);
    return ReadWhole(file, wanted.position + first, bytes + first, total - first);
  });
}

// The companion reads.
napi_value ReadByCompanion(napi_env env, HotFile file, const Wanted& wanted, size_t total) {
  if (total > Companion::kMaxBytes) return Number(env, kNeedsThread);
  const auto answer = Companion::Get().Read(std::move(file.fd), wanted.position, total);
  if (!answer || answer->got() != static_cast<ssize_t>(total)) return Number(env, kNeedsThread);
  const auto copy = [&](uint8_t* bytes) {
    std::memcpy(bytes, answer->bytes(), total);
    return true;
  };
  if (wanted.target == nullptr) return NewResult(env, wanted, total, copy);
  copy(wanted.target);
  return Number(env, static_cast<int32_t>(total));
}

napi_value HandOver(napi_env env, HotFile file) {
  const napi_value opened = OpenedFileToJs(env, std::move(file.fd));
  return opened != nullptr ? opened : Number(env, kNeedsThread);
}

napi_value Read(napi_env env, HotFile file, const Wanted& wanted, FolderTrace& trace) {
  const HotStatus& status = file.status;
  if (S_ISDIR(status.mode)) return Number(env, kNeedsThread);
  if (!S_ISREG(status.mode) || file.mount == nullptr) return HandOver(env, std::move(file));
  const uint64_t left = status.size - std::min(wanted.position, status.size);
  const auto total = static_cast<size_t>(std::min(left, wanted.length));
  if (total > wanted.max_bytes) return Number(env, kNeedsThread);
  if (IsAccessTimeDue(file.mount->access_times, status)) return Number(env, kAccessTimeIsDue);
  if (file.mount->way == HotWay::kResident) {
    const bool remembered = trace.Knows(FolderMemory::Fact::kLikelyCached);
    const Residency residency = remembered ? Residency::kUnknown : ResidencyOf(file.fd, status, wanted.position, total);
    if (residency == Residency::kNotInMemory) return Number(env, kNeedsThread);
    if (residency == Residency::kUnknown) {
      if (!remembered) trace.Learn(FolderMemory::Fact::kLikelyCached);
      if (!wanted.with_companion) return Number(env, kLikelyCached);
      return ReadByCompanion(env, std::move(file), wanted, total);
    }
  }
  if (wanted.target == nullptr) return ReadIntoNew(env, file, wanted, total);
  const bool is_read = ReadWhole(file, wanted.position, wanted.target, total);
  return Number(env, is_read ? static_cast<int32_t>(total) : kNeedsThread);
}

// Copies a path to `text`, with a NUL at its end; false if it may not fit. Node-API truncates a string between two
// characters: up to three bytes before the end of `text`.
bool TakePath(napi_env env, napi_value value, char (&text)[PATH_MAX]) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, text, sizeof text, &length) == napi_ok) return length + 4 < sizeof text;
  void* bytes = nullptr;
  if (napi_get_buffer_info(env, value, &bytes, &length) != napi_ok || length >= sizeof text) return false;
  if (length > 0) std::memcpy(text, bytes, length);
  text[length] = '\0';
  return true;
}

// nullptr for undefined.
napi_value Given(napi_env env, napi_value value) {
  napi_valuetype type;
  napi_typeof(env, value, &type);
  return type == napi_undefined ? nullptr : value;
}

napi_value ReadHot(napi_env env, napi_callback_info info, bool with_companion) {
  napi_value arguments[7];
  size_t count = 7;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  const CoarseClock::time_point now = CoarseClock::now();
  HotReads& reads = HotReads::Of(env);
  const MountTable* const mounts = reads.CurrentMounts(now);
  const napi_value root_path = Given(env, arguments[0]);
  const int64_t max_bytes = Int64(env, arguments[2]);
  bool may_be_external;
  napi_get_value_bool(env, arguments[3], &may_be_external);
  int64_t position = -1;
  int64_t length = INT64_MAX;
  void* target = nullptr;
  if (count > 4) {
    position = Int64(env, arguments[4]);
    length = Int64(env, arguments[5]);
    if (const napi_value array = Given(env, arguments[6])) {
      // Not the `length` property, which a subclass may override.
      size_t capacity = 0;
      napi_get_typedarray_info(env, array, nullptr, &capacity, &target, nullptr, nullptr);
      length = std::min(length, static_cast<int64_t>(capacity));
    }
  }
  char path[PATH_MAX];
  if (mounts == nullptr || length == 0 || !TakePath(env, arguments[1], path)) return Number(env, kNeedsThread);

  char root[PATH_MAX];
  if (root_path != nullptr && !TakePath(env, root_path, root)) return Number(env, kNeedsThread);
  const uint64_t folder = root_path == nullptr ? FolderMemory::FolderOf(path) : FolderMemory::FolderOf(root, path);
  FolderTrace trace(reads.folders, folder, now);
  if (trace.Knows(FolderMemory::Fact::kThread)) return Number(env, kNeedsThread);
  if (trace.Knows(FolderMemory::Fact::kLikelyCached) && !(with_companion && Companion::Get().IsAwake())) {
    return Number(env, kLikelyCached);
  }

  const HotOpener opener(*mounts, trace);
  HotFile file = root_path == nullptr ? opener.Open(path) : opener.OpenBeneath(root, path);
  if (!file.fd.valid() || !opener.Examine(file)) return Number(env, kNeedsThread);
  return Read(env, std::move(file),
              {static_cast<uint64_t>(std::max<int64_t>(position, 0)), static_cast<uint64_t>(length),
               static_cast<uint64_t>(max_bytes), static_cast<uint8_t*>(target), may_be_external, with_companion},
              trace);
}

}  // namespace

napi_value ReadHot(napi_env env, napi_callback_info info) { return ReadHot(env, info, false); }

napi_value ReadBeside(napi_env env, napi_callback_info info) { return ReadHot(env, info, true); }

}  // namespace offloop

#else

#include "../js/number.h"

namespace offloop {

napi_value ReadHot(napi_env env, napi_callback_info) { return Number(env, -1); }

napi_value ReadBeside(napi_env env, napi_callback_info) { return Number(env, -1); }

}  // namespace offloop

#endif
