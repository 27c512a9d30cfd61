import { callNative } from '../jobs/await-job.js';
import { native } from '../native/index.js';
import type { PoolStats } from '../native/pools.js';
import { keyThreads } from './shared-pools.js';

export type { PoolStats, Quantiles } from '../native/pools.js';

/**
 * Returns the stats of all pools: `'libuv'` (offloop's jobs only, not Node's), `'keys'`, `'key-pools'` after the first
 * key pool was created, and the open pools that this main thread or worker created. All workers share the threads for
 * keys and see the same figures of them; in libuv's pool each worker sees its own jobs.
 *
 * @example
 * setInterval(() => {
 *   for (const { name, queued, waitMs } of poolStats()) console.log(`${name}: ${queued} queued, p99 ${waitMs.p99} ms`);
 * }, 10_000).unref();
 */
export function poolStats(): PoolStats[] {
  // Opens the pool, so that the result lists it even before the first key job.
  callNative(keyThreads);
  return callNative(() => native.statsOfAllPools());
}
