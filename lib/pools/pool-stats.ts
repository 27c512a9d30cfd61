import { answer } from '../jobs/settle.js';
import { native } from '../native/index.js';
import { keyThreads } from './shared-pools.js';

/** Times in milliseconds, a thirty-second off at most; `max` is exact. All are 0 before the first. */
export interface Quantiles {
  /** Half of the times are no longer. */
  p50: number;
  /** Ninety-nine of a hundred times are no longer. */
  p99: number;
  /** The longest. */
  max: number;
}

/** How a pool is doing at one moment. What waits for the world (a FIFO's writer) is neither queued nor running. */
export interface PoolStats {
  name: string;
  /** How many threads it may have; they are started when jobs need them. */
  threads: number;
  /** Jobs that wait for a thread. */
  queued: number;
  /** Jobs that threads are at, those included that nobody waits for any more. */
  running: number;
  /** Jobs that have ended, well or badly, since the pool was opened: a call that was aborted counts once its thread has noticed. */
  completed: number;
  /** Jobs that the full queue refused. */
  rejected: number;
  /** How long jobs waited for their first turn on a thread, since the pool was opened. */
  waitMs: Quantiles;
  /** How long jobs that have ended took: the sum of their turns on threads, not what they waited in between. */
  runMs: Quantiles;
}

/**
 * How all pools are doing: `'libuv'` (our own jobs on it, not those of Node), `'keys'`, `'key-pools'` once there has been a
 * key pool, and the open pools that this thread's JavaScript has created. The threads for keys are shared by all
 * workers, and so are their figures; of libuv's pool each worker sees its own jobs.
 *
 * @example
 * setInterval(() => {
 *   for (const { name, queued, waitMs } of poolStats()) console.log(`${name}: ${queued} queued, p99 ${waitMs.p99} ms`);
 * }, 10_000).unref();
 */
export function poolStats(): PoolStats[] {
  // Its figures are there also before its first job.
  answer(keyThreads);
  return answer(() => native.statsOfAllPools());
}
