import os from 'node:os';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';

let forCalls: PoolHandle | undefined;
let forPools: PoolHandle | undefined;

/**
 * The threads that keys are made on: never libuv's, which file reads and DNS look-ups need. At niceness 10 they take
 * what the event loop leaves over, and still get a tenth of a busy core.
 */
export function keyThreads(): PoolHandle {
  return (forCalls ??= native.sharedPool('keys', os.availableParallelism(), 65536, 10));
}

/**
 * The threads that key pools fill themselves on, started with the first of them. At niceness 19 they take what everybody
 * else leaves. They cannot be those that keys are waited for on: without privileges niceness goes one way, setpriority(2).
 */
export function keyPoolThreads(): PoolHandle {
  return (forPools ??= native.sharedPool('key-pools', os.availableParallelism(), 65536, 19));
}
