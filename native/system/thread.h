#pragma once

#include <functional>
#include <string>

namespace offloop {

// Starts a detached thread that runs `body`. Nothing joins it: it may run until the process ends. The thread has the
// name "offloop-<name>", blocks all signals except those of its own faults, and on Linux has its own `niceness`. False
// if the system refuses another thread.
bool StartThread(const std::string& name, int niceness, std::function<void()> body);

}  // namespace offloop
