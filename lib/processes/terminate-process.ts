import os from 'node:os';
import { systemError } from '../errors.js';
import { native } from '../native/index.js';
import type { NativeProcess } from '../native/processes.js';
import { waitForEnd } from './exit-watch.js';
import { gone, type TerminateRequest, type TerminateResult } from './terminate-options.js';

/** Signals one process and waits. If it is still alive, sends SIGKILL and waits again. */
export async function terminateProcess(
  process: NativeProcess,
  pid: number,
  request: TerminateRequest,
): Promise<TerminateResult> {
  const { killSignal, forceAfterMs, signal } = request;
  const errno = native.killProcess(process, killSignal);
  if (errno === os.constants.errno.ESRCH) return gone();
  if (errno !== 0) {
    const error = systemError(-errno, 'kill', { pid });
    return { outcome: 'partial', pids: [], failed: [{ pid, delivered: false, error }] };
  }
  // A stopped process cannot run its handler.
  native.killProcess(process, os.constants.signals.SIGCONT);
  if (await waitForEnd(process, pid, { timeoutMs: forceAfterMs, signal }))
    return { outcome: 'exited', pids: [pid], failed: [] };
  native.killProcess(process, os.constants.signals.SIGKILL);
  await waitForEnd(process, pid, { signal });
  return { outcome: 'forced', pids: [pid], failed: [] };
}
