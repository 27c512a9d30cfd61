import { invalidValue } from '../errors.js';
import { toInteger } from '../validate.js';

/** A pid of one process; what kill(2) takes for a group is none. */
export function toPid(value: unknown): number {
  return toInteger(value, 'pid', 1, 2 ** 31 - 1);
}

/** The root of a tree that is to be ended: neither all that runs, nor whoever asks for it. */
export function toTreeRoot(value: unknown): number {
  const pid = toPid(value);
  if (pid === 1) throw invalidValue('pid', 'must not be 1: its tree is all that runs', pid);
  if (pid === process.pid) throw invalidValue('pid', 'must not be that of the program itself', pid);
  return pid;
}
