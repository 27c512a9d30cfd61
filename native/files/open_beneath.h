#pragma once

#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// openat(2) of a path that must not lead out of the folder `root`: not by "..", an absolute name or a symbolic link,
// also one that is put there during the call. Not valid with errno EXDEV where it does; as openat(2) otherwise.
UniqueFd OpenBeneath(int root, const std::string& path, int flags);

}  // namespace offloop
