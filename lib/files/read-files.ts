import { abortError, invalidType, timeoutError } from '../errors.js';
import { onAbort } from '../jobs/abort.js';
import { NO_LIMITS } from '../jobs/job.js';
import { toPath, type PathLike } from '../validate.js';
import { readFile } from './read-file.js';
import { unlessAborted } from './read-on-loop.js';
import { toReadRequest, type ReadFileOptions } from './read-request.js';

/** So many files are on their way at a time: enough for every thread, and no flood for a pool's queue. */
const AT_ONCE = 256;

const LATE = Symbol('late');

type Result = PromiseSettledResult<Buffer | string>;

/**
 * Reads many files, each as {@link readFile} does: those in memory at once, the others in few trips to the threads and
 * back, and never so many at a time that they fill a pool's queue.
 *
 * `timeoutMs` is for all of them together: what has not been read by then is a result with `ETIMEDOUT`.
 *
 * @returns what became of each, in order, as from `Promise.allSettled`: a path that cannot be read is a result.
 * @throws Error `ABORT_ERR` when the signal is aborted before all have been read.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE`, RangeError `ERR_OUT_OF_RANGE` for bad options.
 * @example
 * const pages = await readFiles(['/srv/www/a.html', '/srv/www/b.html'], 'utf8');
 * for (const page of pages) console.log(page.status === 'fulfilled' ? page.value : page.reason.message);
 */
export async function readFiles(
  paths: readonly PathLike[],
  options?: (ReadFileOptions & { encoding?: null } & object) | null,
): Promise<PromiseSettledResult<Buffer>[]>;
export async function readFiles(
  paths: readonly PathLike[],
  options: BufferEncoding | (ReadFileOptions & { encoding: BufferEncoding }),
): Promise<PromiseSettledResult<string>[]>;
export async function readFiles(
  paths: readonly PathLike[],
  options?: BufferEncoding | (ReadFileOptions & object) | null,
): Promise<Result[]>;
export async function readFiles(
  paths: readonly PathLike[],
  options?: BufferEncoding | (ReadFileOptions & object) | null,
): Promise<Result[]> {
  if (!Array.isArray(paths)) throw invalidType('paths', 'an instance of Array', paths);
  const { limits } = toReadRequest(options);
  const { signal, timeoutMs = 0 } = limits;
  if (signal?.aborted) throw abortError(signal);

  // Both may be read from when the caller has the promise already, and changed them.
  const files = Array.from(paths as readonly PathLike[], ownCopy);
  const stop = limits === NO_LIMITS ? undefined : new AbortController();
  const each = toOptionsOfEach(options, stop?.signal);

  const timer = limits.timeoutMs === undefined ? undefined : setTimeout(() => stop?.abort(LATE), timeoutMs);
  const stopListening = signal && onAbort(signal, () => stop?.abort());
  try {
    const results = await settleInOrder(files, each, signal);
    if (signal !== undefined) await unlessAborted(signal);
    return stop?.signal.reason === LATE
      ? results.map((result, i) => nameTheTimeout(result, timeoutMs, files[i]))
      : results;
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}

/** A path that is refused is left as it is: the read that gets it refuses it again, as the result. */
function ownCopy(path: PathLike): PathLike {
  try {
    return toPath(path);
  } catch {
    return path;
  }
}

function toOptionsOfEach(
  options: BufferEncoding | ReadFileOptions | null | undefined,
  signal: AbortSignal | undefined,
): ReadFileOptions {
  if (typeof options === 'string') return { encoding: options, ...(signal && { signal }) };
  const { encoding, position, length, maxBytes, root, pool } = options ?? {};
  return {
    ...(encoding !== undefined && { encoding }),
    ...(position !== undefined && { position }),
    ...(length !== undefined && { length }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(root !== undefined && { root: ownCopy(root) }),
    ...(pool !== undefined && { pool }),
    ...(signal && { signal }),
  };
}

/** Some at a time: as soon as one is settled the next is begun, until the signal is aborted. */
async function settleInOrder(
  files: PathLike[],
  options: ReadFileOptions,
  signal: AbortSignal | undefined,
): Promise<Result[]> {
  const results = new Array<Result>(files.length);
  let next = 0;
  const settleNext = async () => {
    while (next < files.length && !signal?.aborted) {
      const i = next++;
      try {
        results[i] = { status: 'fulfilled', value: await readFile(files[i] as PathLike, options) };
      } catch (reason) {
        results[i] = { status: 'rejected', reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, settleNext));
  return results;
}

function nameTheTimeout(result: Result, timeoutMs: number, file: PathLike | undefined): Result {
  const stopped = result.status === 'rejected' && (result.reason as NodeJS.ErrnoException).code === 'ABORT_ERR';
  if (!stopped) return result;
  return { status: 'rejected', reason: timeoutError(timeoutMs, 'read', { path: toPath(file).toString() }) };
}
