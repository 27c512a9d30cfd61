#include "mapped_files.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "../system/page_size.h"
#include "../system/thread.h"

namespace offloop {

namespace {

// A read on the loop takes no more than this.
constexpr uint64_t kMaxSize = 256 << 10;
constexpr std::chrono::milliseconds kUnused(100);

// Overlayfs maps the file of a layer. When it copies that file up, the inode's number may stay the same, but the time
// of its last change does not.
bool IsSameFile(const HotStatus& one, const HotStatus& other) {
  return one.inode == other.inode && one.device_major == other.device_major && one.device_minor == other.device_minor &&
         one.size == other.size && IsSame(one.changed, other.changed) && IsSame(one.modified, other.modified);
}

}  // namespace

Mapping::Mapping(const UniqueFd& fd, uint64_t start, size_t size) : size_(size) {
  void* const address = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), static_cast<off_t>(start));
  if (address != MAP_FAILED) address_ = address;
}

Mapping::Mapping(Mapping&& other) noexcept
    : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(address_, other.address_);
  std::swap(size_, other.size_);
  return *this;
}

Mapping::~Mapping() {
  if (valid()) munmap(address_, size_);
}

bool Mapping::IsResident(size_t start, size_t size) const {
  const size_t page = PageSize();
  const size_t first = start / page * page;
  const size_t count = (start + size - first + page - 1) / page;
  unsigned char pages[kMaxSize / kMinPageSize + 2];
  if (!valid() || count > sizeof pages || mincore(static_cast<char*>(address_) + first, count * page, pages) != 0) {
    return false;
  }
  return std::all_of(pages, pages + count, [](unsigned char flags) { return (flags & 1) != 0; });
}

// Never destroyed, because its thread may run until the process ends.
MappedFiles& MappedFiles::Get() {
  static auto* files = new MappedFiles;
  return *files;
}

bool MappedFiles::IsResident(const UniqueFd& fd, const HotStatus& status, uint64_t position, uint64_t length) {
  if (status.size > kMaxSize) {
    const uint64_t start = position / PageSize() * PageSize();
    const auto offset = static_cast<size_t>(position - start);
    return Mapping(fd, start, offset + static_cast<size_t>(length)).IsResident(offset, static_cast<size_t>(length));
  }
  // For microseconds at most: mappings are given up outside of it.
  std::lock_guard<std::mutex> lock(mutex_);
  Entry& entry = EntryOf(status);
  if (!entry.mapping.valid() || !IsSameFile(entry.status, status)) {
    entry.mapping = Mapping(fd, 0, static_cast<size_t>(status.size));
    entry.status = status;
  }
  entry.used_at = CoarseClock::now();
  if (!giving_up_) giving_up_ = StartThread("mappings", 0, [this] { GiveUpUnused(); });
  if (!giving_up_) entry.mapping = Mapping();
  return entry.mapping.IsResident(static_cast<size_t>(position), static_cast<size_t>(length));
}

MappedFiles::Entry& MappedFiles::EntryOf(const HotStatus& status) { return entries_[status.inode % entries_.size()]; }

void MappedFiles::GiveUpUnused() {
  for (bool any = true; any;) {
    std::this_thread::sleep_for(kUnused);
    std::array<Mapping, kEntries> unused;
    std::lock_guard<std::mutex> lock(mutex_);
    const CoarseClock::time_point now = CoarseClock::now();
    any = false;
    for (size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (now - entry.used_at >= kUnused) unused[i] = std::move(entry.mapping);
      any = any || entry.mapping.valid();
    }
    giving_up_ = any;
  }
}

}  // namespace offloop

#endif
