import { availableParallelism } from 'node:os';
import { native, type PoolHandle } from '../native.js';

let threads: PoolHandle | undefined;

/**
 * The threads that key pools fill themselves on, started with the first of them. At niceness 19 they take what everybody
 * else leaves. They cannot be those that keys are waited for on: without privileges niceness goes one way, setpriority(2).
 */
export function keyPoolThreads(): PoolHandle {
  return (threads ??= native.sharedPool('key-pools', availableParallelism(), 65536, 19));
}
