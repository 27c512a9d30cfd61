// Imported, because tests replace the global by a fake that never fires: finished jobs would never settle.
import { setImmediate } from 'node:timers';
import type { NativeFiles } from './files.js';
import type { NativeJobs } from './jobs.js';
import type { NativeKeys } from './keys.js';
import { loadAddon } from './load.js';
import type { NativePools } from './pools.js';
import type { NativeProcesses } from './processes.js';
import type { NativeSignals } from './signals.js';

/**
 * The exports of the addon. Callers validate the arguments, because the addon neither checks nor coerces them.
 * A function that starts a job takes the pool first, `undefined` for libuv's, then the `jobId` that `cancelJob` knows it
 * by, 0 for none. Promises reject with a `NativeFailure`.
 */
export interface Native extends NativeJobs, NativeFiles, NativePools, NativeSignals, NativeKeys, NativeProcesses {}

/** A copy, because the exports of an addon are a dictionary to V8, and each look-up in it takes 0.1 µs. */
export const native: Native = { ...(loadAddon() as Native) };

native.onOverrun(() => {
  setImmediate(() => {
    native.settleMore();
  });
});
