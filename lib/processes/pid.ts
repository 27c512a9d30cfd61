import { invalidValue } from '../errors.js';
import { toInteger } from '../validate.js';

/** Checks the pid of one process. Unlike in `kill`, 0 and negative numbers are invalid here. */
export function toPid(value: unknown, name = 'pid'): number {
  return toInteger(value, name, 1, 2 ** 31 - 1);
}

/** Checks the root of a tree to be signalled. */
export function toTreeRoot(value: unknown): number {
  const pid = toPid(value);
  if (pid === 1) throw invalidValue('pid', 'must not be 1: every process descends from it', pid);
  if (pid === process.pid) throw invalidValue('pid', "must not be the caller's own", pid);
  return pid;
}
