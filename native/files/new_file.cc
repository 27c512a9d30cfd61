#include "new_file.h"

#include <fcntl.h>
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
#include <linux/fs.h>
#endif
#ifdef __APPLE__
#include <sys/random.h>
#endif
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <optional>
#include <utility>

#include "../system/failure.h"
#include "../system/file_status.h"
#include "../system/open_at.h"
#include "../system/retry_on_eintr.h"

namespace offloop {

namespace {

// Unique in practice: 128 random bits.
std::string RandomName() {
  uint8_t bytes[16];
  if (getentropy(bytes, sizeof bytes) != 0) Fail("getrandom");
  std::string name = ".offloop-";
  for (const uint8_t byte : bytes) {
    name += "0123456789abcdef"[byte >> 4];
    name += "0123456789abcdef"[byte & 15];
  }
  return name;
}

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
// The path of a file without a name: open(2), O_TMPFILE.
std::string PathOf(const UniqueFd& file) { return "/proc/self/fd/" + std::to_string(file.get()); }
#endif

// Whether names may be added to and removed from a folder. Sets errno if not.
bool CanChange(const UniqueFd& folder) {
  if (faccessat(folder.get(), ".", W_OK | X_OK, AT_EACCESS) == 0) return true;
#ifdef __linux__
  // Some sandboxes refuse faccessat2(2), which the C library calls. The older call checks the real user only.
  return errno == EPERM && syscall(SYS_faccessat, folder.get(), ".", W_OK | X_OK) == 0;
#else
  return false;
#endif
}

bool Sync(int fd) {
  return RetryOnEintr([fd] { return fsync(fd); }) == 0;
}

}  // namespace

NewFile::NewFile(const std::string& path, bool overwrite, const char* subject)
    : overwrite_(overwrite), subject_(subject) {
  if (path.empty()) throw SystemFailure{ENOENT, "open", subject_};
  const size_t last = path.find_last_not_of('/');
  const size_t slash = path.rfind('/', last);
  name_ = path.substr(slash + 1, last - slash);
  folder_ = OpenAt(AT_FDCWD, slash == path.npos ? "." : path.substr(0, slash + 1).c_str(), kFolder);
  if (!folder_.valid()) Fail("open");
  if (path.back() == '/') throw SystemFailure{EISDIR, "open", subject_};
  if (const int refusal = Refusal(name_)) throw SystemFailure{refusal, "open", subject_};
  if (!CanChange(folder_)) Fail("open");
}

NewFile::~NewFile() {
  const int folder = folder_.get();
  if (stage_ == Stage::kPlaced && spare_.empty()) {
    unlinkat(folder, name_.c_str(), 0);
  } else if (stage_ == Stage::kPlaced) {
    renameat(folder, spare_.c_str(), folder, name_.c_str());
  } else if (!spare_.empty()) {
    unlinkat(folder, spare_.c_str(), 0);
  }
}

bool NewFile::IsSameAs(const NewFile& other) const {
  const FileStatus folder = StatusOf(folder_.get());
  const FileStatus others = StatusOf(other.folder_.get());
  return folder.device == others.device && folder.inode == others.inode && name_ == other.name_;
}

void NewFile::Write(const uint8_t* bytes, size_t size, Readers readers) {
  Create(readers == Readers::kOwner ? 0600 : 0644);
  // The umask may have removed permissions.
  if (readers == Readers::kOwner && fchmod(file_.get(), 0600) != 0) Fail("fchmod");
  for (size_t written = 0; written < size;) {
    const ssize_t more = RetryOnEintr([&] { return write(file_.get(), bytes + written, size - written); });
    if (more < 0) Fail("write");
    written += static_cast<size_t>(more);
  }
  if (!Sync(file_.get())) Fail("fsync");
}

void NewFile::Place() {
  if (!spare_.empty()) {
    overwrite_ ? TakeOverName() : TakeName();
  } else if (LinkTo(name_)) {
    stage_ = Stage::kPlaced;
  } else if (overwrite_ && errno == EEXIST) {
    std::string spare = RandomName();
    if (!LinkTo(spare)) Fail("link");
    spare_ = std::move(spare);
    TakeOverName();
  } else {
    Fail("link");
  }
  SyncFolder();
}

void NewFile::Fail(const char* syscall) const { throw SystemFailure{errno, syscall, subject_}; }

int NewFile::Refusal(const std::string& name) const {
  const std::optional<FileStatus> there = StatusAt(folder_.get(), name.c_str());
  if (!there) return errno == ENOENT ? 0 : errno;
  if (!overwrite_) return EEXIST;
  if (S_ISDIR(there->mode)) return EISDIR;
  return S_ISREG(there->mode) || S_ISLNK(there->mode) ? 0 : EEXIST;
}

void NewFile::Create(mode_t mode) {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  // However the process ends, the kernel frees a file that has no name.
  file_ = OpenAt(folder_.get(), ".", O_TMPFILE | O_WRONLY, mode);
  if (file_.valid() && access(PathOf(file_).c_str(), F_OK) == 0) return;
#endif
  std::string spare = RandomName();
  file_ = OpenAt(folder_.get(), spare.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  if (!file_.valid()) Fail("open");
  spare_ = std::move(spare);
}

// link(2) from the file's random name, or from its descriptor if it has no name.
bool NewFile::LinkTo(const std::string& name) const {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  if (spare_.empty()) {
    return linkat(AT_FDCWD, PathOf(file_).c_str(), folder_.get(), name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  }
#endif
  return linkat(folder_.get(), spare_.c_str(), folder_.get(), name.c_str(), 0) == 0;
}

void NewFile::TakeName() {
  const int folder = folder_.get();
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  // Some file systems lack this call, others lack links.
  if (syscall(SYS_renameat2, folder, spare_.c_str(), folder, name_.c_str(), RENAME_NOREPLACE) == 0) {
    spare_.clear();
    stage_ = Stage::kPlaced;
    return;
  }
  if (errno == EEXIST) Fail("rename");
#endif
  if (!LinkTo(name_)) Fail("link");
  unlinkat(folder, spare_.c_str(), 0);
  spare_.clear();
  stage_ = Stage::kPlaced;
}

bool NewFile::Exchange() const {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  const int folder = folder_.get();
  return syscall(SYS_renameat2, folder, spare_.c_str(), folder, name_.c_str(), RENAME_EXCHANGE) == 0;
#else
  return false;
#endif
}

void NewFile::TakeOverName() {
  if (Exchange()) {
    // The old file may have been replaced since the check.
    if (const int refusal = Refusal(spare_)) {
      Exchange();
      throw SystemFailure{refusal, "rename", subject_};
    }
    stage_ = Stage::kPlaced;
    return;
  }
  const int folder = folder_.get();
  std::string old = RandomName();
  const bool saved = linkat(folder, name_.c_str(), folder, old.c_str(), 0) == 0;
  const bool was_free = !saved && errno == ENOENT;
  if (renameat(folder, spare_.c_str(), folder, name_.c_str()) != 0) {
    const int error = errno;
    if (saved) unlinkat(folder, old.c_str(), 0);
    throw SystemFailure{error, "rename", subject_};
  }
  spare_ = saved ? std::move(old) : "";
  // If the old file is lost, the destructor must not remove the new one, too.
  stage_ = saved || was_free ? Stage::kPlaced : Stage::kKept;
}

// Not sync(2), which waits for all file systems of the machine, including dead network mounts.
void NewFile::SyncFileSystem() const {
#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)
  if (syncfs(file_.get()) != 0) Fail("syncfs");
#else
  // POSIX has no call for one file system. This syncs only the file: a power cut may lose its name.
  if (!Sync(file_.get())) Fail("fsync");
#endif
}

void NewFile::SyncFolder() const {
  const UniqueFd folder = OpenAt(folder_.get(), ".", O_RDONLY | O_DIRECTORY);
  if (!folder.valid() && errno == EACCES) {
    // A folder without read permission cannot be opened for fsync(2).
    SyncFileSystem();
    return;
  }
  if (!folder.valid()) Fail("open");
  // EINVAL: the file system does not support fsync(2) of folders.
  if (!Sync(folder.get()) && errno != EINVAL) Fail("fsync");
}

}  // namespace offloop
