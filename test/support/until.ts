import { setTimeout as pause } from 'node:timers/promises';

/** Resolves once the condition is true. The test's own timeout is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  // A timer instead of a turn of the loop, because the awaited process may need the processor.
  while (!isSo()) await pause(1);
}
