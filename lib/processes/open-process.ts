import os from 'node:os';
import { systemError } from '../errors.js';
import { toPid } from './pid.js';
import { makeProcessHandle, type ProcessHandle } from './process-handle.js';
import { tryOpenProcess } from './try-open-process.js';

/**
 * Opens a process. The handle refers to this process only, even after another one reuses its pid.
 *
 * @throws Error `ESRCH` if there is no such process; `EMFILE` if the program has no descriptor left.
 * @throws TypeError `ERR_INVALID_ARG_TYPE` if the pid is not a number.
 * @throws RangeError `ERR_OUT_OF_RANGE` for a pid below 1.
 * @see pidfd_open(2)
 * @example
 * using worker = await openProcess(pid);
 * await worker.kill('SIGUSR2');
 */
export async function openProcess(pid: number): Promise<ProcessHandle> {
  const process = tryOpenProcess(toPid(pid));
  if (process === undefined) throw systemError(-os.constants.errno.ESRCH, 'open', { pid });
  return makeProcessHandle(pid, process);
}
