#pragma once

#include <string>

#include "../unique_fd.h"

namespace offloop {

// open(2) for reading that never waits for a FIFO's writer or a terminal's carrier, nor takes a terminal as its own.
UniqueFd OpenForReading(const std::string& path);

}  // namespace offloop
