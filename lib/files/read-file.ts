import { abortError, toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { checkPermission } from '../permission.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { toPath, type PathLike } from '../validate.js';
import { readOnThread } from './read-on-thread.js';
import { NEEDS_THREAD, needsThread, mayReadOnLoop, readOnLoop, unlessAborted } from './read-on-loop.js';
import { subjectOf, toReadRequest, type ReadFileOptions } from './read-request.js';

/**
 * Reads a file, or a part of it. A small file that is in memory is read at once, on the event loop, where that cannot
 * block (`docs/files.md` says which); any other in one trip to a thread and back: opened, read and closed there.
 *
 * Right also for files whose size says nothing (/proc), that grow or shrink meanwhile, and for FIFOs, which wait for
 * their writer without holding a thread. Every Buffer has an ArrayBuffer of its own. One of 128 KiB or more, in the main
 * thread, is not of V8's memory: it can be cloned to a worker, not transferred.
 *
 * @throws Error as `fs.promises.readFile`: `ENOENT`, `EACCES`, `EISDIR`, …; `EFBIG` for more than `maxBytes`; `ESPIPE`
 * for a position in a pipe; `ERR_PATH_OUTSIDE_ROOT`; `ERR_ACCESS_DENIED` under `node --permission`; `ABORT_ERR`; `ETIMEDOUT`;
 * `ERR_STRING_TOO_LONG` for a string beyond V8's limit; `ERR_POOL_FULL`, `ERR_POOL_CLOSED`; `ENOMEM`.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` (a NUL byte in the path, an unknown encoding).
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is no integer, or negative.
 * @see open(2), read(2), openat2(2)
 * @example
 * const page = await readFile('/srv/www/index.html');
 * const load = await readFile('/proc/loadavg', 'utf8');
 * const head = await readFile(path, { length: 512, timeoutMs: 1000 });
 * const asset = await readFile(decodeURIComponent(url.pathname).slice(1), { root: '/srv/www' });
 */
export async function readFile(
  path: PathLike,
  options?: (ReadFileOptions & { encoding?: null } & object) | null,
): Promise<Buffer>;
export async function readFile(
  path: PathLike,
  options: BufferEncoding | (ReadFileOptions & { encoding: BufferEncoding }),
): Promise<string>;
export async function readFile(
  path: PathLike,
  options?: BufferEncoding | (ReadFileOptions & object) | null,
): Promise<Buffer | string>;
export async function readFile(
  path: PathLike,
  options?: BufferEncoding | (ReadFileOptions & object) | null,
): Promise<Buffer | string> {
  const file = toPath(path);
  const request = toReadRequest(options);
  const { signal } = request.limits;
  if (signal?.aborted) throw abortError(signal);
  checkPermission('fs.read', file, request.root);
  const pool = request.pool ?? toFilePool();

  let onLoop = mayReadOnLoop(request);
  if (typeof onLoop !== 'boolean') onLoop = await onLoop;
  try {
    const found = onLoop ? readOnLoop(file, request) : NEEDS_THREAD;
    if (needsThread(found)) {
      return await readOnThread({ path: file, request, verdict: found, subject: subjectOf(file, request), pool });
    }
    if (signal !== undefined) await unlessAborted(signal);
    return found;
  } catch (failure) {
    throw toError(failure as NativeFailure, subjectOf(file, request));
  }
}
