import { constants } from 'node:buffer';
import { invalidValue, toError } from '../errors.js';
import { PATIENT, startJob, type Patience } from '../job.js';
import { native, type NativeFailure, type PoolHandle } from '../native.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { toPoolHandle, type ThreadPool } from '../pools/thread-pool.js';
import { toAbortSignal, toEncoding, toInteger, toOptions, toPath, toTimeout, type PathLike } from '../validate.js';

export interface ReadFileOptions {
  /** A string in this encoding instead of a Buffer. Default: `null`, a Buffer. */
  encoding?: BufferEncoding | null;
  /**
   * The most that may come, in bytes; more rejects with `EFBIG`.
   *
   * @defaultValue `buffer.constants.MAX_LENGTH`; for what has no size (devices, pipes) at most 4 GiB.
   */
  maxBytes?: number;
  /** Where to start, in bytes from the beginning. Default: where the file begins. A pipe has no positions: `ESPIPE`. */
  position?: number;
  /** How many bytes to read at most. Default: to the end. */
  length?: number;
  /** Frees the caller at once, also while the thread is stuck in the kernel. */
  signal?: AbortSignal;
  /** Rejects with `ETIMEDOUT` after so many milliseconds. Default: never. */
  timeoutMs?: number;
  /** The threads to read on. Default: what {@link setFilePool} says, libuv's at the start. */
  pool?: ThreadPool;
}

/** What a device or a pipe may send where the caller has set no bound: /dev/zero has to end somewhere. */
const MAX_UNSIZED_BYTES = 2 ** 32;

/**
 * Reads a file, or a part of it, in one trip to a thread and back: opened, read and closed there.
 *
 * Right also for files whose size says nothing (/proc), that grow or shrink meanwhile, and for FIFOs, which wait for
 * their writer without holding a thread. A Buffer of more than 1 MiB can be cloned to a worker, not transferred.
 *
 * @throws Error as `fs.promises.readFile`: `ENOENT`, `EACCES`, `EISDIR`, …; `EFBIG` for more than `maxBytes`; `ESPIPE`
 * for a position in a pipe; `ABORT_ERR`; `ETIMEDOUT`; `ERR_STRING_TOO_LONG` for a string beyond V8's limit;
 * `ERR_POOL_FULL`, `ERR_POOL_CLOSED`.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, `ERR_INVALID_ARG_VALUE` (a NUL byte in the path, an unknown encoding).
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number that is no integer, or negative.
 * @see open(2), read(2)
 * @example
 * const page = await readFile('/srv/www/index.html');
 * const load = await readFile('/proc/loadavg', 'utf8');
 * const head = await readFile(path, { length: 512, timeoutMs: 1000 });
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
  // As a string: a Buffer is the caller's, who may change it before there is an error to tell of.
  const subject = { path: typeof file === 'string' ? file : file.toString() };
  const { position, length, maxBytes, unsizedBound, encoding, patience, pool = toFilePool() } = toRequest(options);
  let bytes;
  try {
    bytes = await startJob(
      (jobId) => native.readFile(file, position, length, maxBytes, unsizedBound, jobId, pool),
      subject,
      patience,
      pool,
    );
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  }
  return encoding === null ? bytes : bytes.toString(encoding);
}

interface Request {
  encoding: BufferEncoding | null;
  /** -1: from where the descriptor stands. */
  position: number;
  length: number;
  maxBytes: number;
  unsizedBound: number;
  patience: Patience;
  /** Not there where the call leaves it open. */
  pool?: PoolHandle | undefined;
}

const DEFAULTS: Request = {
  encoding: null,
  position: -1,
  length: Number.MAX_SAFE_INTEGER,
  maxBytes: constants.MAX_LENGTH,
  unsizedBound: Math.min(constants.MAX_LENGTH, MAX_UNSIZED_BYTES),
  patience: PATIENT,
};

function toRequest(options: BufferEncoding | ReadFileOptions | null | undefined): Request {
  if (options === undefined || options === null) return DEFAULTS;
  if (typeof options === 'string') return { ...DEFAULTS, encoding: toEncoding(options, 'encoding') };
  const given = toOptions<ReadFileOptions>(options);
  refuseUnsupported(given);
  const { encoding, position, length, maxBytes, signal, timeoutMs, pool } = given;
  const bound = toCount(maxBytes, 'options.maxBytes');
  return {
    encoding: toEncoding(encoding, 'options.encoding'),
    position: toCount(position, 'options.position') ?? DEFAULTS.position,
    length: toCount(length, 'options.length') ?? DEFAULTS.length,
    maxBytes: Math.min(bound ?? DEFAULTS.maxBytes, DEFAULTS.maxBytes),
    unsizedBound: Math.min(bound ?? DEFAULTS.unsizedBound, DEFAULTS.maxBytes),
    patience: {
      signal: toAbortSignal(signal, 'options.signal'),
      timeoutMs: toTimeout(timeoutMs, 'options.timeoutMs'),
      syscall: 'read',
    },
    pool: toPoolHandle(pool, 'options.pool'),
  };
}

/** A path that somebody believes to be confined must not be read as if it were. */
function refuseUnsupported(options: object): void {
  const root: unknown = Reflect.get(options, 'root');
  if (root !== undefined) throw invalidValue('options.root', 'is not supported yet', root);
}

function toCount(value: unknown, name: string): number | undefined {
  return value === undefined ? undefined : toInteger(value, name, 0, Number.MAX_SAFE_INTEGER);
}
