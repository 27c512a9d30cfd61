import { abortError, invalidType, timeoutError } from '../errors.js';
import { onAbort } from '../jobs/abort.js';
import { NO_LIMITS } from '../jobs/job.js';
import { toPath, type PathLike } from '../validate.js';
import { readFile } from './read-file.js';
import { unlessAborted } from './read-on-loop.js';
import { toReadRequest, type ReadFileOptions } from './read-request.js';

/** At most this many reads are pending: enough for every thread, and too few to fill a pool's queue. */
const AT_ONCE = 256;

const LATE = Symbol('late');

type Result = PromiseSettledResult<Buffer | string>;

/**
 * Reads many files, each as {@link readFile} does. At most 256 reads are pending at a time, so that they do not fill
 * the queue of a pool.
 *
 * `timeoutMs` bounds the whole call: the result of a file that has not been read by then is an `ETIMEDOUT` error.
 *
 * @returns A result for each file, in order, as from `Promise.allSettled`. A file that cannot be read is a rejected
 * result.
 * @throws Error `ABORT_ERR` if the signal is aborted before all files are read.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` or `ERR_INVALID_ARG_VALUE` for invalid options.
 * @throws RangeError `ERR_OUT_OF_RANGE` for invalid options.
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

  // Copies of both, because the caller may change them once the call has returned.
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

/** An invalid path is returned unchanged: the read of it fails again, and that becomes its result. */
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

/** Starts the next read when one settles, until the signal is aborted. */
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
