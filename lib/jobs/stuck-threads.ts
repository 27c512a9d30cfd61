import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';

/** A thread that is still running an abandoned job after this time is replaced. */
const GRACE_MS = 1000;

/** The pools with a pending timer. */
const watched = new WeakSet<PoolHandle>();

/** Replaces the threads of a pool that stay in an abandoned job, because they may be stuck in the kernel. */
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
