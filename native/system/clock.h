#pragma once

#include <chrono>

namespace offloop {

using Clock = std::chrono::steady_clock;

}  // namespace offloop
