import os from 'node:os';
import { systemError } from '../errors.js';
import { toPid } from './pid.js';
import { makeProcessHandle, type ProcessHandle } from './process-handle.js';
import { tryOpenProcess } from './try-open-process.js';

/**
 * Gets hold of a process, so that what is done with the handle is done to it and to no other.
 *
 * @throws Error `ESRCH` if there is no such process; `EMFILE` when the program has no descriptor left.
 * @throws TypeError `ERR_INVALID_ARG_TYPE`, RangeError `ERR_OUT_OF_RANGE` for a pid that is none; below 1 as well.
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
