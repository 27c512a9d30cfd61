#pragma once

#include <optional>
#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// open(2) for reading. It waits neither for a FIFO's writer nor for a terminal's carrier, and never makes a terminal
// the controlling one. With a root, the path is resolved beneath it; a path that leaves it fails with
// ERR_PATH_OUTSIDE_ROOT.
UniqueFd OpenForReading(const std::optional<std::string>& root, const std::string& path);

}  // namespace offloop
