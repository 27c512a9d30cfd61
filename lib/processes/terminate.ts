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
 * Ends a process: sends it a signal, waits for its end, sends SIGKILL if that takes too long, and waits again. With
 * `tree` all that descend from it as well, as {@link killTree} finds them, and what they start meanwhile.
 *
 * Whom it signals it knows by identity, so that a process that takes over a pid is never hit. A stopped process is
 * continued, to get to its handler. Children that have ended but have not been waited for by their parent count as ended.
 *
 * @returns how it ended: what cannot be signalled (`EPERM`) is in `failed`, and is not waited for.
 * @throws Error `ABORT_ERR`: then nothing more is sent; `EMFILE` when the program has no descriptor left; with `tree`,
 * `ERR_FEATURE_UNAVAILABLE_ON_PLATFORM` as {@link killTree}.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`; `ERR_UNKNOWN_SIGNAL`; `ERR_INVALID_ARG_VALUE` for the tree of pid 1 or of the
 * caller's own.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1, a signal or a time out of range.
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
