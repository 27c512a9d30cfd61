// Not the global one, which tests replace: what has ended would never be settled.
import { setImmediate } from 'node:timers';
import type { NativeFiles } from './files.js';
import type { NativeJobs } from './jobs.js';
import type { NativeKeys } from './keys.js';
import { loadAddon } from './load.js';
import type { NativePools } from './pools.js';
import type { NativeProcesses } from './processes.js';
import type { NativeSignals } from './signals.js';

/**
 * What the addon exports. Arguments have been validated when they get here: the addon neither checks nor coerces.
 * A function that starts a job on a pool takes the pool first, `undefined` for libuv's, then a `jobId` to cancel the job
 * by. Promises reject with a `NativeFailure`.
 */
export interface Native extends NativeJobs, NativeFiles, NativePools, NativeSignals, NativeKeys, NativeProcesses {}

export const native = loadAddon() as Native;

native.onOverrun(() => {
  setImmediate(() => {
    native.settleMore();
  });
});
