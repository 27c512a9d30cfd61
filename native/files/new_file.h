#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// A file that is written beside its target and gets the target's name once it is complete and on the disk. Unless Keep
// is called, the destructor restores the previous state. If the process is killed, the target is either the old or the
// new file, never a part of it. All calls use the folder that was opened first, even if it is moved meanwhile.
//
// On one thread at a time; it may block. Throws SystemFailures about `subject`.
class NewFile {
 public:
  enum class Readers {
    kOwner,  // mode 0600, whatever the umask
    kAll,    // mode 0644 less the umask
  };

  // Fails at once if the folder does not exist or may not be written to, or if the name is taken. Overwrites only a
  // regular file or a symbolic link: the link itself, never its target.
  NewFile(const std::string& path, bool overwrite, const char* subject);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Whether both would get the same name.
  bool IsSameAs(const NewFile& other) const;

  // Call it once, before Place.
  void Write(const uint8_t* bytes, size_t size, Readers readers);
  // Gives the file its name. Without `overwrite` only one of two concurrent calls succeeds.
  void Place();
  // From here on the new file stays; the destructor removes the old one.
  void Keep() { stage_ = Stage::kKept; }

 private:
  enum class Stage { kNew, kPlaced, kKept };

  [[noreturn]] void Fail(const char* syscall) const;
  // The error if the name must not be taken over; 0 if it may be.
  int Refusal(const std::string& name) const;
  void Create(mode_t mode);
  bool LinkTo(const std::string& name) const;
  bool Exchange() const;
  void TakeName();
  void TakeOverName();
  void SyncFileSystem() const;
  void SyncFolder() const;

  const bool overwrite_;
  const char* const subject_;
  std::string name_;
  UniqueFd folder_;
  UniqueFd file_;
  // A random name in the folder: of the new file before it is placed, then of the old file that it replaced. Empty:
  // there is no such file.
  std::string spare_;
  Stage stage_ = Stage::kNew;
};

}  // namespace offloop
