#pragma once

#include <node_api.h>

namespace offloop {

// Reads small files on the loop, where that cannot block: the look-up finds every name in the kernel's cache, the file
// system is a local one, what is to be read is in memory, and the kernel does not write the time of access for it. The
// result tells what has been found:
//   an ArrayBuffer   all that was asked for, where there is no target
//   n >= 0           n bytes at the beginning of the target, which are all that was asked for or it has room for
//   an OpenedFile    a thread has to read it, and not open it again: it is no regular file, and to close it would tell
//                    the writer of a FIFO that its reader has gone
//   -1               a thread has to read it: it may block, or is more than `maxBytes` bytes
//   -2               a thread has to read it, because its time of access is due
//
// What comes after `mayBeExternal` may be left out: for a whole file it takes as long to read as much else.
//
// readHot(root | undefined, path, maxBytes, mayBeExternal, position | -1, length, target | undefined)
napi_value ReadHot(napi_env env, napi_callback_info info);

}  // namespace offloop
