import { startChild, type Child } from '../programs/child.js';

/** A process that does nothing, until the test is over. */
export function startSleeper(): Promise<Child> {
  return startChild('sleep', ['1000']);
}

/** More than pid_max(5) can be: there is no such process. */
export const NOBODY = 2 ** 22 + 1;
