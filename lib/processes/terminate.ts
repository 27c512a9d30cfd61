import { native } from '../native/index.js';
import { toPid } from './pid.js';
import {
  gone,
  toTerminateOptions,
  type TerminateOptions,
  type TerminateRequest,
  type TerminateResult,
} from './terminate-options.js';
import { terminateProcess } from './terminate-process.js';
import { terminateTree } from './terminate-tree.js';
import { tryOpenProcess } from './try-open-process.js';

/**
 * Terminates a process: sends a signal, waits for its end, sends SIGKILL if that takes too long, and waits again. With
 * `tree`, does the same to all its descendants, as {@link killTree} finds them, and to those they start meanwhile.
 *
 * Processes are identified by pidfd or start time, so one that reuses a pid is never signalled. A stopped process is
 * continued, so that it can run its handler. A zombie counts as ended.
 *
 * @returns How the processes ended. Those that cannot be signalled (`EPERM`) are in `failed` and are not waited for.
 * @throws Error `ABORT_ERR`, after which no more signals are sent; `EMFILE` if the program has no descriptor left; with
 * `tree`, `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as {@link killTree}.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_UNKNOWN_SIGNAL`; with `tree`, `ERR_INVALID_ARG_VALUE` for pid 1 and
 * the caller's own pid.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1, and for a signal or a time out of range.
 * @see pidfd_send_signal(2)
 * @example
 * const { outcome } = await terminate(pid, { forceAfterMs: 2000 });
 * await terminate(build.pid, { tree: true, killSignal: 'SIGINT' });
 */
export async function terminate(pid: number, options?: TerminateOptions): Promise<TerminateResult> {
  toPid(pid);
  const request = toTerminateOptions(pid, options);
  return await (request.tree ? terminateTree : terminateOne)(pid, request);
}

async function terminateOne(pid: number, request: TerminateRequest): Promise<TerminateResult> {
  const process = tryOpenProcess(pid);
  if (process === undefined) return gone();
  try {
    return await terminateProcess(process, pid, request);
  } finally {
    native.closeProcess(process);
  }
}
