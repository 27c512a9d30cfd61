import { awaitJob } from '../jobs/await-job.js';
import { loopBudget } from '../loop/budget.js';
import { native } from '../native/index.js';
import { UNCANCELLABLE } from '../native/jobs.js';
import { toFilePool } from '../pools/set-file-pool.js';
import { LITTLE_ENDIAN, viewOf } from './packed.js';

/** The result for one process of a tree. */
export interface SignalledProcess {
  pid: number;
  /** The start time in clock ticks, as in /proc/PID/stat. Together with the pid it identifies the process. */
  startTicks: number;
  /** 0 if the signal was delivered, else positive. */
  errno: number;
}

/** The layout is that of `native/processes/signal_tree.cc`. */
const RECORD_BYTES = 16;

/**
 * Signals a process and all its descendants but the caller: the deepest first, the root last. Signal 0 only finds them.
 * With `startTicks`, the root has to be the process that started then.
 */
export async function signalTree(root: number, signal: number, startTicks?: number): Promise<SignalledProcess[]> {
  const packed = await awaitJob(native.signalTree(toFilePool(), UNCANCELLABLE, root, signal, startTicks), {
    pid: root,
  });
  const view = viewOf(packed);
  const signalled: SignalledProcess[] = [];
  for (let at = 0; at < packed.length; at += RECORD_BYTES) {
    if (loopBudget.isSpent()) await loopBudget.nextTurn();
    signalled.push({
      pid: view.getInt32(at, LITTLE_ENDIAN),
      startTicks: view.getFloat64(at + 8, LITTLE_ENDIAN),
      errno: view.getInt32(at + 4, LITTLE_ENDIAN),
    });
    loopBudget.spend(0);
  }
  return signalled;
}
