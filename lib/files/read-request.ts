import buffer from 'node:buffer';
import type { Subject } from '../errors.js';
import { NO_LIMITS, type Limits } from '../jobs/job.js';
import type { PoolHandle } from '../native/pools.js';
import { toPoolHandle, type ThreadPool } from '../pools/thread-pool.js';
import { toAbortSignal, toEncoding, toInteger, toOptions, toPath, toTimeout, type PathLike } from '../validate.js';

/** How much of a file is read, from where, and for how long the caller is willing to wait. */
export interface ReadRange {
  /** Where to start, in bytes from the beginning. Default: where the file begins. A pipe has no positions: `ESPIPE`. */
  position?: number;
  /** How many bytes to read at most. Default: to the end. */
  length?: number;
  /**
   * The folder that the path must not lead out of, neither by `..` nor by an absolute name or a symbolic link, not even
   * by one that is put there during the call: `ERR_PATH_OUTSIDE_ROOT`. For paths that a request names.
   */
  root?: PathLike;
  /** Frees the caller at once, also while the thread is stuck in the kernel. */
  signal?: AbortSignal;
  /** Rejects with `ETIMEDOUT` after so many milliseconds. Default: never. */
  timeoutMs?: number;
  /**
   * The threads to read on, also what could be read on the event loop. Default: what `setFilePool` says, libuv's at
   * the start.
   */
  pool?: ThreadPool;
}

export interface ReadFileOptions extends ReadRange {
  /** A string in this encoding instead of a Buffer. Default: `null`, a Buffer. */
  encoding?: BufferEncoding | null;
  /**
   * The most that may come, in bytes; more rejects with `EFBIG`. What has no size, as /dev/zero, is read up to here.
   *
   * @defaultValue 2 GiB less a byte, which is also the most that `fs.promises.readFile` reads.
   */
  maxBytes?: number;
}

/** The options with every default filled in. */
export interface ReadRequest {
  root: string | Buffer | undefined;
  encoding: BufferEncoding | null;
  /** -1: from where the descriptor stands. */
  position: number;
  length: number;
  maxBytes: number;
  limits: Limits;
  /** Not there where the call leaves it open. */
  pool?: PoolHandle | undefined;
}

/** As `fs.promises.readFile` has it: no container is killed for a file that nobody has expected to be so large. */
const DEFAULT_MAX_BYTES = 2 ** 31 - 1;

const defaults: ReadRequest = {
  root: undefined,
  encoding: null,
  position: -1,
  length: Number.MAX_SAFE_INTEGER,
  maxBytes: DEFAULT_MAX_BYTES,
  limits: NO_LIMITS,
};

export function toReadRequest(options: BufferEncoding | ReadFileOptions | null | undefined): ReadRequest {
  if (options === undefined || options === null) return defaults;
  if (typeof options === 'string') return { ...defaults, encoding: toEncoding(options, 'encoding') };
  const { encoding, position, length, maxBytes, root, signal, timeoutMs, pool } = toOptions<ReadFileOptions>(options);
  const bound = toCount(maxBytes, 'options.maxBytes');
  return {
    root: root === undefined ? undefined : toPath(root, 'options.root'),
    encoding: toEncoding(encoding, 'options.encoding'),
    position: toCount(position, 'options.position') ?? defaults.position,
    length: toCount(length, 'options.length') ?? defaults.length,
    maxBytes: bound === undefined ? defaults.maxBytes : Math.min(bound, buffer.constants.MAX_LENGTH),
    limits: toLimits(toAbortSignal(signal, 'options.signal'), toTimeout(timeoutMs, 'options.timeoutMs')),
    pool: toPoolHandle(pool, 'options.pool'),
  };
}

function toLimits(signal: AbortSignal | undefined, timeoutMs: number | undefined): Limits {
  return signal === undefined && timeoutMs === undefined ? NO_LIMITS : { signal, timeoutMs, syscall: 'read' };
}

function toCount(value: unknown, name: string): number | undefined {
  return value === undefined ? undefined : toInteger(value, name, 0, Number.MAX_SAFE_INTEGER);
}

/** What an error says it was about. */
export function subjectOf(path: string | Buffer, { root }: ReadRequest): Subject {
  return root === undefined ? { path: path.toString() } : { path: path.toString(), root: root.toString() };
}
