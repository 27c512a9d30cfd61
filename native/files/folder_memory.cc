#include "folder_memory.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <chrono>
#include <cstddef>
#include <cstring>

#include "../system/mix.h"

namespace offloop {

namespace {

// Owners and modes change: a file that a thread reads now may be read on the loop a moment later.
constexpr std::chrono::milliseconds kLifetime(250);

uint64_t Hash(uint64_t hash, const char* text, size_t length) {
  for (; length >= sizeof hash; text += sizeof hash, length -= sizeof hash) {
    uint64_t word;
    std::memcpy(&word, text, sizeof word);
    hash = Mix(hash, word);
  }
  uint64_t rest = length;
  std::memcpy(&rest, text, length);
  return Mix(hash, rest ^ uint64_t{length} << 56);
}

uint64_t HashOfFolder(uint64_t hash, const char* path) {
  const char* const slash = std::strrchr(path, '/');
  return Hash(hash, path, slash == nullptr ? 0 : static_cast<size_t>(slash - path));
}

}  // namespace

uint64_t FolderMemory::FolderOf(const char* path) { return HashOfFolder(path[0] == '/' ? 1 : 2, path); }

uint64_t FolderMemory::FolderOf(const char* root, const char* path) {
  return HashOfFolder(Hash(3, root, std::strlen(root)), path);
}

bool FolderMemory::Knows(uint64_t folder, Fact fact, CoarseClock::time_point now) const {
  const Entry& entry = entries_[folder % entries_.size()];
  return entry.folder == folder && now < entry.until[static_cast<size_t>(fact)];
}

void FolderMemory::Learn(uint64_t folder, Fact fact, CoarseClock::time_point now) {
  Entry& entry = entries_[folder % entries_.size()];
  if (entry.folder != folder) entry = {folder};
  entry.until[static_cast<size_t>(fact)] = now + kLifetime;
}

}  // namespace offloop

#endif
