#include "mounts.h"

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <utility>

#include "../system/thread.h"

namespace offloop {

Mounts& Mounts::Get() {
  static auto* mounts = new Mounts;
  return *mounts;
}

const MountTable* Mounts::Current(std::shared_ptr<const MountTable>& kept, CoarseClock::time_point now) {
  const MountTable* newest = newest_.load(std::memory_order_acquire);
  if (kept.get() != newest) {
    std::lock_guard<std::mutex> lock(mutex_);
    kept = table_;
  }
  if (kept) kept->LookNowAndThen(now);
  if (kept && !kept->outdated()) return kept.get();
  if (!learning_.exchange(true) && !StartThread("mounts", 0, [this] { Learn(); })) learning_.store(false);
  return nullptr;
}

void Mounts::Learn() {
  std::shared_ptr<const MountTable> learned;
  try {
    learned = std::make_shared<const MountTable>();
  } catch (...) {
    // Out of memory or descriptors: the next read tries again.
  }
  if (learned) {
    std::lock_guard<std::mutex> lock(mutex_);
    table_.swap(learned);
    newest_.store(table_.get(), std::memory_order_release);
  }
  learning_.store(false);
  FindLocalLayers();
}

// After learning, because a dead layer may block it for good. One thread at a time, for the same reason.
void Mounts::FindLocalLayers() {
  if (finding_layers_.exchange(true)) return;
  std::shared_ptr<const MountTable> table;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    table = table_;
  }
  try {
    if (table) table->FindLocalLayers();
  } catch (...) {
    // Out of memory: a read from the overlay finds it out.
  }
  finding_layers_.store(false);
}

}  // namespace offloop

#endif
