import os from 'node:os';
import { invalidValue } from '../errors.js';
import { callNative } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import { toInteger, toOptions, toText } from '../validate.js';
import { makeThreadPool, type ThreadPool } from './thread-pool.js';

export interface ThreadPoolOptions {
  /**
   * For people, in {@link poolStats} and, of its first 7 bytes, in the names of the threads (`ps -T`). Not empty, without a
   * NUL byte; `'libuv'`, `'keys'` and `'key-pools'` are taken. Two pools may have the same.
   */
  name: string;
  /** The most threads it has, 1 to 1,024. They start when jobs need them. Default: `os.availableParallelism()`. */
  threads?: number;
  /** How many calls may wait while every thread is busy, 1 to 2,147,483,647; one more is refused. Default: 65,536. */
  maxQueue?: number;
  /** How much of the processor its threads leave to others: 0 to 19. Default: 0, as the event loop. */
  niceness?: number;
}

const MAX_THREADS = 1024;
const RESERVED = ['libuv', 'keys', 'key-pools'];

/**
 * Makes a pool of threads: for calls that may get stuck (a network mount), that must not wait behind others, or that
 * should wait behind themselves only.
 *
 * It keeps its number of working threads: where one has been stuck for a second in a call whose caller has given up
 * (`signal`, `timeoutMs`), another takes its place, for up to 64 at a time.
 *
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_INVALID_ARG_VALUE` for a name that is empty, has a NUL byte or is taken.
 * @throws RangeError `ERR_OUT_OF_RANGE`.
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
    throw invalidValue('options.name', `must not be one of '${RESERVED.join("', '")}', which are taken`, name);
  }
  return name;
}
