#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// A file that is written beside its target and gets the target's name once it is whole and on the disk. Until Keep is
// called, its destructor leaves everything as it was before; a process that is killed leaves the target old or new, never
// a part of it. All happens in the folder that was opened first, wherever that may be moved to meanwhile.
//
// On any one thread; it may block. Throws SystemFailures about `subject`.
class NewFile {
 public:
  enum class Readers {
    kOwner,  // mode 0600, whatever the umask
    kAll,    // mode 0644 less the umask
  };

  // Refuses at once what cannot be placed: no such folder, one that may not be written to, a name that is taken. What is
  // overwritten is a regular file, or a symbolic link itself: never what it leads to.
  NewFile(const std::string& path, bool overwrite, const char* subject);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Whether both would get the same name.
  bool IsSameAs(const NewFile& other) const;

  // To be called once, before Place.
  void Write(const uint8_t* bytes, size_t size, Readers readers);
  // Gives the file its name. Two at a time cannot both win, unless they may overwrite.
  void Place();
  // From here on it stays, and what it replaced goes.
  void Keep() { stage_ = Stage::kKept; }

 private:
  enum class Stage { kNew, kPlaced, kKept };

  [[noreturn]] void Fail(const char* syscall) const;
  // The error that forbids to take over this name; 0: none.
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
  // A name of ours in the folder: the file's before it is placed, and after that the name of what it replaced. Empty: no
  // such thing is there.
  std::string spare_;
  Stage stage_ = Stage::kNew;
};

}  // namespace offloop
