import { constants } from 'node:os';
import { abortError, systemError } from '../errors.js';
import { native } from '../native.js';
import { toPid } from './pid.js';
import { toTerminateOptions, type TerminateOptions, type TerminateResult } from './terminate-options.js';
import { terminateProcess } from './terminate-process.js';

export async function terminate(pid: number, options?: TerminateOptions): Promise<TerminateResult> {
  toPid(pid);
  const request = toTerminateOptions(pid, options);
  if (request.signal?.aborted) throw abortError(request.signal);
  const process = native.openProcess(pid);
  if (process === constants.errno.ESRCH) return { outcome: 'gone', pids: [], failed: [] };
  if (typeof process === 'number') throw systemError(-process, 'open', { pid });
  try {
    return await terminateProcess(process, pid, request);
  } finally {
    native.closeProcess(process);
  }
}
