import { setTimeout as pause } from 'node:timers/promises';

/** Resolves once it is so; the test's own timeout is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  // Not a turn of the loop: what is waited for may need the processor.
  while (!isSo()) await pause(1);
}
