#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

#include "../system/unique_fd.h"
#include "folder_memory.h"
#include "hot_status.h"
#include "mount_table.h"

namespace offloop {

// A file that was opened on the loop.
struct HotFile {
  UniqueFd fd;
  const Mount* mount = nullptr;  // nullptr: not known yet; after Examine: its files are not read on the loop
  HotStatus status{};
};

// Opens files if that cannot block; the file is not valid otherwise. `trace` tells how the folder's files were read
// before, and learns how this one is.
class HotOpener {
 public:
  HotOpener(const MountTable& mounts, FolderTrace& trace) : mounts_(mounts), trace_(trace) {}

  // Modifies `path`.
  HotFile Open(char* path) const;
  // The same for a path that must not leave the folder `root`.
  HotFile OpenBeneath(const char* root, const char* path) const;
  // Finds out the status and the mount of an open file. False if that fails.
  bool Examine(HotFile& file) const;

 private:
  // `resolve`: flags of openat2(2).
  HotFile Open(char* path, uint64_t resolve) const;
  HotFile OpenFromFolder(const char* folder, const char* name, uint64_t to_folder, uint64_t to_name) const;

  const MountTable& mounts_;
  FolderTrace& trace_;
};

// Reads without waiting; a mount that supports RWF_NOWAIT fails with EAGAIN if it would have to wait.
ssize_t ReadNow(const HotFile& file, uint64_t position, void* into, size_t size);

}  // namespace offloop

#endif
