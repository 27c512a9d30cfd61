// Not the global one, which tests replace: who waits for it would wait for ever. Nor that of node:timers/promises, which
// takes longer to load than to write.
import { setImmediate } from 'node:timers';

/** Lets the event loop have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
