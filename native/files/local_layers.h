#pragma once

#if defined(__linux__) && !defined(OFFLOOP_PORTABLE)

#include <string>

#include "mount.h"

namespace offloop {

// Looks for a file in an overlay that is mounted on `place`, and sets has_local_layers if the file shows it. It may
// block: on a thread.
void FindLocalLayers(const Mount& mount, const std::string& place);

}  // namespace offloop

#endif
