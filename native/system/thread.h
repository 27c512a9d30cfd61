#pragma once

#include <functional>
#include <string>

namespace offloop {

// Starts a detached thread that runs `body`, which should never return: nothing joins it, at exit it is simply gone.
// It is called "offloop-<name>", takes no signals but those of its own faults, and on Linux leaves the processor to others
// by `niceness`.
// False when the system has no thread to give.
bool StartThread(const std::string& name, int niceness, std::function<void()> body);

}  // namespace offloop
