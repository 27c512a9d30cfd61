import { abortError, toError } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { checkPermission } from '../permission.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { toPath, type PathLike } from '../validate.js';
import { readOnThread } from './read-on-thread.js';
import { NEEDS_THREAD, needsThread, mayReadOnLoop, readOnLoop, unlessAborted } from './read-on-loop.js';
import { subjectOf, toReadRequest, type ReadFileOptions } from './read-request.js';

/**
 * Reads a file, or a part of it. A small file in the page cache is read at once on the event loop if that cannot block;
 * `docs/files.md` lists the conditions. Any other file is opened, read and closed in one job on a thread.
 *
 * Handles files without a meaningful size (/proc) and files that grow or shrink during the read. A FIFO waits for its
 * writer without blocking a thread. Every Buffer has its own ArrayBuffer. In the main thread, a Buffer of 128 KiB or
 * more is external memory: it can be cloned to a worker, but not transferred.
 *
 * @throws Error as `fs.promises.readFile`: `ENOENT`, `EACCES`, `EISDIR`, …; `EFBIG` if the file is larger than
 * `maxBytes`; `ESPIPE` for a position in a pipe; `ERR_PATH_OUTSIDE_ROOT`; `ERR_ACCESS_DENIED` under `node
 * --permission`; `ABORT_ERR`; `ETIMEDOUT`; `ERR_STRING_TOO_LONG` for a string longer than V8 allows; `ERR_POOL_FULL`;
 * `ERR_POOL_CLOSED`; `ENOMEM`.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_INVALID_ARG_VALUE` for a NUL byte in the path or an unknown encoding.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is not an integer or is negative.
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
