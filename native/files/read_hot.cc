#include "read_hot.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/stat.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <utility>

#include "../environment.h"
#include "../lend.h"
#include "../spare_memory.h"
#include "hot_file.h"
#include "mounts.h"

namespace offloop {

namespace {

constexpr int64_t kElsewhere = -1;
constexpr int64_t kDescriptor = -2;

// Read beyond what the target has room for before the file is asked for its size.
constexpr size_t kSpill = 32 << 10;
// From here on malloc would ask the system for new memory, which it makes page by page.
constexpr size_t kLendFrom = SpareMemory::kLeast;
// No kernel has smaller pages.
constexpr uint64_t kPage = 4096;

// After a read that got less than it asked for. It may also have met a page that is not in memory, and then stopped
// where that begins.
bool IsEnd(const HotFile& file, uint64_t position, size_t got) {
  if (got == 0 || (position + got) % kPage != 0) return true;
  char byte;
  const struct iovec one = {&byte, 1};
  return ReadNow(file, position + got, &one, 1) == 0;
}

napi_value Number(napi_env env, int64_t value) {
  napi_value number;
  napi_create_int64(env, value, &number);
  return number;
}

// Closes what a thread can open again; the rest it gets as it is.
napi_value Elsewhere(napi_env env, HotFile& file) {
  const auto status = HotStatus(file.fd);
  const bool again = !status || S_ISREG(status->stx_mode) || S_ISDIR(status->stx_mode);
  return Number(env, again ? kElsewhere : kDescriptor - file.fd.Release());
}

struct Wanted {
  uint64_t position;
  uint64_t length;
  uint64_t most;  // more is for a thread to read
  uint8_t* target;
  size_t room;
  bool may_lend;
};

// The rest of a file whose size is known, to its last byte; false when not all of it can be read now.
bool ReadRest(const HotFile& file, uint64_t position, uint8_t* into, size_t size) {
  if (size == 0) return true;
  const struct iovec part = {into, size};
  return MayRead(file, position, size) && ReadNow(file, position, &part, 1) == static_cast<ssize_t>(size);
}

// Memory for a Buffer of that size: V8's own, or, where the system would have to make new memory for it, lent.
struct NewBuffer {
  NewBuffer(napi_env env, size_t size, bool may_lend) {
    if (size < kLendFrom || !may_lend) {
      void* memory = nullptr;
      if (napi_create_buffer(env, size, &memory, &value) == napi_ok) bytes = static_cast<uint8_t*>(memory);
    } else {
      lent.Reserve(size, 0);
      bytes = lent.data();
    }
  }
  napi_value ToJs(napi_env env, size_t size) {
    return value != nullptr || LendBuffer(env, lent, size, &value) ? value : nullptr;
  }

  uint8_t* bytes = nullptr;
  napi_value value = nullptr;
  Block lent;
};

// What is more than the target has room for, in a Buffer of its own.
napi_value ReadIntoBuffer(napi_env env, const HotFile& file, const Wanted& wanted, size_t total,
                          const struct iovec* read, size_t got) {
  NewBuffer buffer(env, total, wanted.may_lend);
  if (buffer.bytes == nullptr) return Number(env, kElsewhere);
  const size_t first = std::min(got, read[0].iov_len);
  std::memcpy(buffer.bytes, read[0].iov_base, first);
  std::memcpy(buffer.bytes + first, read[1].iov_base, got - first);
  napi_value value = nullptr;
  if (ReadRest(file, wanted.position + got, buffer.bytes + got, total - got)) value = buffer.ToJs(env, total);
  return value != nullptr ? value : Number(env, kElsewhere);
}

napi_value Read(napi_env env, HotFile file, const Wanted& wanted) {
  uint8_t spill[kSpill];
  const auto length = static_cast<size_t>(std::min<uint64_t>(wanted.length, SIZE_MAX));
  const size_t first = std::min({wanted.room, length, kSpill});
  const size_t second = first == wanted.room ? std::min(length - first, kSpill) : 0;
  const struct iovec parts[] = {{wanted.target, first}, {spill, second}};
  const size_t asked = first + second;
  const uint64_t position = wanted.position;

  if (!MayRead(file, position, asked)) return Elsewhere(env, file);
  const ssize_t result = ReadNow(file, position, parts, 2);
  if (result < 0) return Elsewhere(env, file);
  const auto got = static_cast<size_t>(result);
  size_t total = got;
  if (got < asked && !IsEnd(file, position, got)) return Number(env, kElsewhere);
  if (got == asked && got < length) {
    const auto status = HotStatus(file.fd);
    if (!status || !S_ISREG(status->stx_mode)) return Elsewhere(env, file);
    const uint64_t left = status->stx_size - std::min<uint64_t>(position, status->stx_size);
    if (left < got || std::min<uint64_t>(left, length) > wanted.most) return Number(env, kElsewhere);
    total = static_cast<size_t>(std::min<uint64_t>(left, length));
  }
  if (total > wanted.room) return ReadIntoBuffer(env, file, wanted, total, parts, got);
  return Number(env, ReadRest(file, position + got, wanted.target + got, total - got)
                         ? static_cast<int64_t>(total)
                         : kElsewhere);
}

// Into `text`, with a NUL at its end; false when it may not fit. A string that does not is cut before a character that
// would be cut in two: up to three bytes early.
bool TakePath(napi_env env, napi_value value, char (&text)[PATH_MAX]) {
  size_t length = 0;
  if (napi_get_value_string_utf8(env, value, text, sizeof text, &length) == napi_ok) return length + 4 < sizeof text;
  void* bytes = nullptr;
  if (napi_get_buffer_info(env, value, &bytes, &length) != napi_ok || length >= sizeof text) return false;
  if (length > 0) std::memcpy(text, bytes, length);
  text[length] = '\0';
  return true;
}

}  // namespace

napi_value ReadHot(napi_env env, napi_callback_info info) {
  napi_value arguments[9];
  size_t count = 9;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  const MountTable* mounts = Mounts::Get().Current(Environment::Of(env).mounts);
  char path[PATH_MAX];
  int64_t length;
  napi_get_value_int64(env, arguments[3], &length);
  if (mounts == nullptr || length == 0 || !TakePath(env, arguments[0], path)) return Number(env, kElsewhere);

  napi_valuetype root_type;
  napi_typeof(env, arguments[1], &root_type);
  HotFile file;
  if (root_type == napi_undefined) {
    file = OpenHot(*mounts, path);
  } else {
    char root[PATH_MAX];
    if (!TakePath(env, arguments[1], root)) return Number(env, kElsewhere);
    file = OpenHotBeneath(*mounts, root, path);
  }
  if (!file.fd.valid()) return Number(env, kElsewhere);

  int64_t position;
  int64_t most;
  uint32_t offset;
  uint32_t room;
  bool may_lend;
  void* target = nullptr;
  size_t size;
  napi_get_value_int64(env, arguments[2], &position);
  napi_get_value_int64(env, arguments[4], &most);
  napi_get_buffer_info(env, arguments[5], &target, &size);
  napi_get_value_uint32(env, arguments[6], &offset);
  napi_get_value_uint32(env, arguments[7], &room);
  napi_get_value_bool(env, arguments[8], &may_lend);
  return Read(env, std::move(file),
              {static_cast<uint64_t>(std::max<int64_t>(position, 0)), static_cast<uint64_t>(length),
               static_cast<uint64_t>(most), static_cast<uint8_t*>(target) + offset, room, may_lend});
}

}  // namespace offloop

#else

namespace offloop {

napi_value ReadHot(napi_env env, napi_callback_info) {
  napi_value elsewhere;
  napi_create_int32(env, -1, &elsewhere);
  return elsewhere;
}

}  // namespace offloop

#endif
