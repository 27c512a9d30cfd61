import { availableParallelism } from 'node:os';
import { native } from '../native.js';

/**
 * The threads that keys are made on: never libuv's, which file reads and DNS look-ups need. At niceness 10 they take
 * what the event loop leaves over, and still get a tenth of a busy core.
 */
export const keyThreads = native.sharedPool('keys', availableParallelism(), 65536, 10);
