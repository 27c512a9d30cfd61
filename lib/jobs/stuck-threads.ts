import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';

/** How long a thread may go on with what nobody waits for before another takes its place. */
const GRACE_MS = 1000;

/** The pools that have a timer. */
const watched = new WeakSet<PoolHandle>();

/** Looks after the threads of a pool that has one at a job whose caller has given up: it may be stuck in the kernel. */
export function watchForStuckThreads(pool: PoolHandle): void {
  if (watched.has(pool)) return;
  watched.add(pool);
  lookIn(pool, GRACE_MS);
}

function lookIn(pool: PoolHandle, delayMs: number): void {
  setTimeout(() => {
    const nextMs = native.replaceStuck(pool, GRACE_MS);
    if (nextMs === undefined) watched.delete(pool);
    else lookIn(pool, nextMs);
  }, delayMs).unref();
}
