#pragma once

#include <array>
#include <cstdint>

namespace offloop {

// The first bits of the fractional part of pi, 32 to a word. The first call computes them, in some 30 ms.
using PiFraction = std::array<uint32_t, 1042>;
const PiFraction& Pi();

}  // namespace offloop
