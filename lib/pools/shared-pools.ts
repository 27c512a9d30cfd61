import os from 'node:os';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';

let forCalls: PoolHandle | undefined;
let forPools: PoolHandle | undefined;

/**
 * Returns the pool that generates keys: never libuv's, because file reads and DNS look-ups need that. At niceness 10
 * its threads yield to the event loop, and still get a tenth of a busy core.
 */
export function keyThreads(): PoolHandle {
  return (forCalls ??= native.sharedPool('keys', os.availableParallelism(), 65536, 10));
}

/**
 * Returns the pool that generates keys ahead of need, created with the first KeyPool. At niceness 19 its threads yield
 * to all others. It is separate from the pool for pending calls, because an unprivileged thread cannot lower its
 * niceness again: setpriority(2).
 */
export function keyPoolThreads(): PoolHandle {
  return (forPools ??= native.sharedPool('key-pools', os.availableParallelism(), 65536, 19));
}
