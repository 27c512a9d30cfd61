#pragma once

#include <node_api.h>

namespace offloop {

// Reads a small file on the loop if that cannot block: the kernel has all names of the path in its cache, the file
// system is local, the content is in memory, and the kernel does not write the access time. The result:
//   an ArrayBuffer   the content, if there is no target
//   n >= 0           the content is in the first n bytes of the target, as far as the target is long enough
//   an OpenedFile    a thread has to read it through this descriptor: it is not a regular file of a local file system,
//                    and closing it may have an effect: the writer of a FIFO would learn that its reader has gone
//   -1               a thread has to read it: the read may block, or has more than `maxBytes` bytes
//   -2               a thread has to read it, because its access time is due
//   -3               a thread has to read it, because the kernel does not tell whether it is in memory; it probably is
//
// A call for a whole file leaves out the arguments after `mayBeExternal`, because reading them takes noticeable time.
//
// readHot(root | undefined, path, maxBytes, mayBeExternal, position | -1, length, target | undefined)
napi_value ReadHot(napi_env env, napi_callback_info info);

// The same after a result of -3: waits for the companion to read it, for some microseconds at most.
napi_value ReadBeside(napi_env env, napi_callback_info info);

}  // namespace offloop
