#pragma once

#include <optional>
#include <string>

#include "../system/unique_fd.h"

namespace offloop {

// open(2) for reading that never waits for a FIFO's writer or a terminal's carrier, nor takes a terminal as its own.
// With a root, the path is looked up beneath it, and what leads out of it is refused with ERR_PATH_OUTSIDE_ROOT.
UniqueFd OpenForReading(const std::optional<std::string>& root, const std::string& path);

}  // namespace offloop
