import { startChild, type Child } from '../programs/child.js';

/** Starts a process that sleeps. It is killed after the test. */
export function startSleeper(): Promise<Child> {
  return startChild('sleep', ['1000']);
}

/** Above the maximum of pid_max(5), so there is no such process. */
export const NOBODY = 2 ** 22 + 1;
