import os from 'node:os';
import { invalidValue } from '../errors.js';
import { callNative } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import { toInteger, toOptions, toText } from '../validate.js';
import { makeThreadPool, type ThreadPool } from './thread-pool.js';

export interface ThreadPoolOptions {
  /**
   * Names the pool in {@link poolStats}; its first 7 bytes name the threads (`ps -T`). Must not be empty, contain a NUL
   * byte, or be one of the reserved names `'libuv'`, `'keys'` and `'key-pools'`. Two pools may have the same name.
   */
  name: string;
  /** The maximum number of threads, 1 to 1,024, started on demand. Default: `os.availableParallelism()`. */
  threads?: number;
  /** The number of calls that may wait for a thread, 1 to 2,147,483,647. More are refused. Default: 65,536. */
  maxQueue?: number;
  /** The niceness of the threads, 0 to 19; at a higher one they yield to other threads. Default: 0. */
  niceness?: number;
}

const MAX_THREADS = 1024;
const RESERVED = ['libuv', 'keys', 'key-pools'];

/**
 * Creates a pool of threads for calls that may get stuck (a network mount), that must not queue behind others, or that
 * should queue only behind each other.
 *
 * The pool replaces stuck threads: if a thread stays in an aborted or timed-out call for a second, another takes its
 * place. At most 64 threads are replaced at a time.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_INVALID_ARG_VALUE` for a name that is empty, contains a NUL byte or is
 * reserved.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a number outside its range.
 * @see pthreads(7), nice(2)
 * @example
 * const archive = createThreadPool({ name: 'archive', threads: 4, maxQueue: 1000 });
 * const page = await readFile('/mnt/archive/page', { pool: archive, timeoutMs: 2000 });
 * await archive.close();
 */
export function createThreadPool(options: ThreadPoolOptions): ThreadPool {
  const {
    name,
    threads = Math.min(os.availableParallelism(), MAX_THREADS),
    maxQueue = 65536,
    niceness = 0,
  } = toOptions<ThreadPoolOptions>(options);
  const checked = {
    name: toName(name),
    threads: toInteger(threads, 'options.threads', 1, MAX_THREADS),
    maxQueue: toInteger(maxQueue, 'options.maxQueue', 1, 2 ** 31 - 1),
    niceness: toInteger(niceness, 'options.niceness', 0, 19),
  };
  const open = () => native.openPool(checked.name, checked.threads, checked.maxQueue, checked.niceness);
  return makeThreadPool(checked, callNative(open));
}

function toName(value: unknown): string {
  const name = toText(value, 'options.name');
  if (name === '') throw invalidValue('options.name', 'must not be empty', name);
  if (name.includes('\0')) throw invalidValue('options.name', 'must be without null bytes', name);
  if (RESERVED.includes(name)) {
    throw invalidValue('options.name', `must not be one of '${RESERVED.join("', '")}', which are reserved`, name);
  }
  return name;
}
