import { callNative } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import type { PoolStats } from '../native/pools.js';
import { keyThreads } from './shared-pools.js';

export type { PoolStats, Quantiles } from '../native/pools.js';

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
  callNative(keyThreads);
  return callNative(() => native.statsOfAllPools());
}
