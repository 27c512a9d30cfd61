#pragma once

#include <node_api.h>

namespace offloop {

// Reads small files on the loop, where that cannot block: the look-up finds every name in the kernel's cache, the file
// system is a local one, and what is to be read is in memory. The result tells what has been found:
//   n >= 0     n bytes, which are all that was asked for; they are in `target` from `offset` on
//   a Buffer   all that was asked for, more than there is `room` for
//   -1         a thread has to read it: it may block, or is more than `most` bytes
//   -2 - fd    a thread has to read this descriptor: it is no regular file, and closing it would tell the writer of a
//              FIFO that its reader has gone
//
// readHot(path, root | undefined, position | -1, length, most, target, offset, room, mayLend): number | Buffer
napi_value ReadHot(napi_env env, napi_callback_info info);

}  // namespace offloop
