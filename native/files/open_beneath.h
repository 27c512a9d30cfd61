#pragma once

#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// openat(2) of a path that must not leave the folder `root` by "..", an absolute path or a symbolic link, even if the
// link is created during the call. Fails with EXDEV if it does. Not valid and errno if it fails.
UniqueFd OpenBeneath(int root, const std::string& path, int flags);

}  // namespace offloop
