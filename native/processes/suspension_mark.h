#pragma once

#include <string>

#include "proc.h"

namespace offloop {

// Shows other processes, by the name of the calling thread, that this one suspends a tree. Two callers that are each in
// the tree of the other would stop one another, and no process would be left to continue them. So each sets its mark
// before it looks for other marks: at least one of the two sees the mark of the other.
class SuspensionMark {
 public:
  SuspensionMark();
  ~SuspensionMark();
  SuspensionMark(const SuspensionMark&) = delete;
  SuspensionMark& operator=(const SuspensionMark&) = delete;

  // Whether a thread of the process has a mark.
  static bool IsOn(const UniqueFd& process);

 private:
  char before_[16] = {};
};

}  // namespace offloop
