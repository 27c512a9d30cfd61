import buffer from 'node:buffer';
import type { Subject } from '../errors.js';
import { NO_LIMITS, type Limits } from '../jobs/job.js';
import type { PoolHandle } from '../native/pools.js';
import { toPoolHandle, type ThreadPool } from '../pools/thread-pool.js';
import { toAbortSignal, toEncoding, toInteger, toOptions, toPath, toTimeout, type PathLike } from '../validate.js';

/** The part of a file to read, the limits of the call, and the threads to use. */
export interface ReadRange {
  /** The offset of the first byte. Default: the beginning of the file. A pipe rejects with `ESPIPE`. */
  position?: number;
  /** The maximum number of bytes to read. Default: to the end of the file. */
  length?: number;
  /**
   * The directory that `path` is resolved beneath. A path that leads out of it, by `..`, an absolute path or a symbolic
   * link, rejects with `ERR_PATH_OUTSIDE_ROOT`, even if the link is created during the call. Use it for paths that come
   * from a request.
   */
  root?: PathLike;
  /** Aborts the call: the promise rejects at once, even if the thread is stuck in the kernel. */
  signal?: AbortSignal;
  /** Rejects with `ETIMEDOUT` after this many milliseconds. Default: never. */
  timeoutMs?: number;
  /**
   * The pool to read on, even if the file could be read on the event loop. Default: the pool of `setFilePool`, at first
   * libuv's.
   */
  pool?: ThreadPool;
}

export interface ReadFileOptions extends ReadRange {
  /** The encoding of the returned string. Default: `null`, which returns a Buffer. */
  encoding?: BufferEncoding | null;
  /**
   * The maximum size in bytes; a larger file rejects with `EFBIG`. An endless file such as /dev/zero is read up to this
   * size first.
   *
   * @defaultValue 2 GiB less a byte, which is also the limit of `fs.promises.readFile`.
   */
  maxBytes?: number;
}

/** The options with all defaults filled in. */
export interface ReadRequest {
  root: string | Buffer | undefined;
  encoding: BufferEncoding | null;
  /** -1: the descriptor's own position. */
  position: number;
  length: number;
  maxBytes: number;
  limits: Limits;
  /** undefined if the call names no pool. */
  pool?: PoolHandle | undefined;
}

/** The limit of `fs.promises.readFile`. Keeps an unexpectedly large file from exhausting a container's memory. */
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

/** Returns the subject of the call's errors. */
export function subjectOf(path: string | Buffer, { root }: ReadRequest): Subject {
  return root === undefined ? { path: path.toString() } : { path: path.toString(), root: root.toString() };
}
