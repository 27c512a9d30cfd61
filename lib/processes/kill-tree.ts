import { systemError } from '../errors.js';
import { loopBudget } from '../loop/budget.js';
import type { KillResult } from '../signals/kill.js';
import type { Signal } from '../signals/names.js';
import { signum } from '../signals/signum.js';
import { toTreeRoot } from './pid.js';
import { signalTree } from './signal-tree.js';

/**
 * Sends a signal to a process and all its descendants, the deepest first and the root last. Processes are identified by
 * pidfd or start time, so one that reuses a pid is never signalled. If the caller is part of the tree, it is skipped.
 *
 * The tree is stopped (SIGSTOP) for some milliseconds while it is searched, so that a tree that forks meanwhile is
 * found whole. Descendants that have left the process group or the session are found as well. Then every process is
 * continued, even one that was stopped before the call, because a stopped process cannot run its handler. Programs can
 * notice this: a shell with job control reports a stopped job, and handlers of SIGCONT run. Signal 0 stops nothing and
 * only checks. After `'SIGSTOP'` the tree stays stopped.
 *
 * @param signal - A name, with or without `SIG`, or a number. Default: `'SIGTERM'`.
 * @returns A result for each process but zombies. A process that the caller may not signal has an `EPERM` error.
 * @throws Error `ESRCH` if there is no such process or it is a zombie; `EPERM` or `EACCES` if a mount of /proc with
 * `hidepid` hides it; `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as `listProcesses`.
 * @throws TypeError `ERR_INVALID_ARG_VALUE` for pid 1 and the caller's own pid; `ERR_INVALID_ARG_TYPE`;
 * `ERR_UNKNOWN_SIGNAL`.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1, and for a signal out of range.
 * @see pidfd_send_signal(2), proc(5)
 * @example
 * await killTree(build.pid);
 * const missed = (await killTree(build.pid, 'KILL')).filter((result) => !result.delivered);
 */
export async function killTree(pid: number, signal: Signal = 'SIGTERM'): Promise<KillResult[]> {
  const root = toTreeRoot(pid);
  const number = signum(signal);
  const results: KillResult[] = [];
  for (const { pid, errno } of await signalTree(root, number)) {
    if (loopBudget.isSpent()) await loopBudget.nextTurn();
    results.push(
      errno === 0 ? { pid, delivered: true } : { pid, delivered: false, error: systemError(-errno, 'kill', { pid }) },
    );
    loopBudget.spend(0);
  }
  return results;
}
