#pragma once

#include <string>

#include "proc.h"

namespace offloop {

// Says to other processes that this one holds a tree, by the name of the calling thread, for as long as the mark
// exists. Two callers that each stand in the tree the other holds would stop one another, and nobody would be left to
// continue them. So each sets its mark before it looks for others: one of the two sees the other's at least.
class SuspensionMark {
 public:
  SuspensionMark();
  ~SuspensionMark();
  SuspensionMark(const SuspensionMark&) = delete;
  SuspensionMark& operator=(const SuspensionMark&) = delete;

  // Whether a thread of the process has the mark.
  static bool IsOn(const UniqueFd& process);

 private:
  char before_[16] = {};
};

}  // namespace offloop
