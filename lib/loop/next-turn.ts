// Not the global, which tests replace by a fake that never fires. Nor node:timers/promises, which takes longer to load
// than this function to write.
import { setImmediate } from 'node:timers';

/** Waits for the event loop's next turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
