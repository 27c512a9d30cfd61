import { systemError } from '../errors.js';
import { loopBudget } from '../loop/budget.js';
import type { KillResult } from '../signals/kill.js';
import type { Signal } from '../signals/names.js';
import { signum } from '../signals/signum.js';
import { toTreeRoot } from './pid.js';
import { signalTree } from './signal-tree.js';

/**
 * Sends a signal to a process and all its descendants: the deepest first, the root last, and each by its identity, so
 * that none is hit who took over a pid. A caller that stands in the tree is skipped.
 *
 * The tree is stopped (SIGSTOP) while it is looked through, for some milliseconds, so that one that forks meanwhile is
 * found whole; descendants that have left the process group or the session are found as well. Then it is continued, also
 * what was stopped before: a stopped process would not get to its handler. Programs can notice: a shell with job control
 * says that its job was stopped, a handler of SIGCONT runs. Signal 0 stops nothing and only tests; after `'SIGSTOP'` the
 * tree stays stopped.
 *
 * @param signal - By name, with or without `SIG`, or by number. Default: `'SIGTERM'`.
 * @returns What became of each; zombies are left out. Of who may not be signalled the result says `EPERM`.
 * @throws Error `ESRCH` if there is no such process, or only its zombie; `EPERM` or `EACCES` if a mount of /proc with
 * `hidepid` hides it; `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as `listProcesses`.
 * @throws TypeError `ERR_INVALID_ARG_VALUE` for pid 1 and the caller's own; `ERR_INVALID_ARG_TYPE`;
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
