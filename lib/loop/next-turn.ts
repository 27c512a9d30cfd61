// Imported, because tests replace the global by a fake that never fires. node:timers/promises would be slow to load.
import { setImmediate } from 'node:timers';

/** Waits for the event loop's next turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
