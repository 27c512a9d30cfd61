import os from 'node:os';
import { systemError } from '../errors.js';
import { native } from '../native/index.js';
import type { NativeProcess } from '../native/processes.js';

/**
 * Opens a process; with `startTicks`, only the one that started then. Returns undefined if there is none. The caller
 * has to close it.
 */
export function tryOpenProcess(pid: number, startTicks?: number): NativeProcess | undefined {
  const process = native.openProcess(pid, startTicks);
  if (typeof process !== 'number') return process;
  if (process === os.constants.errno.ESRCH) return undefined;
  throw systemError(-process, 'open', { pid });
}
