import { native } from '../native/index.js';

/** Results of this size on have memory of the addon's, or had it while they were made; smaller ones never have. */
const LARGE = 64 * 1024;
/** How long memory waits for its next use: one to two of these. */
const IDLE_MS = 500;

let isUsed = false;
/** Begins to look for what is idle; undefined while that is done. */
let wake: (() => void) | undefined;

/** Its timers must not keep the async context of whoever reads first: it has that of who loads this module. */
async function freeWhatIsIdle(): Promise<never> {
  for (;;) {
    await new Promise<void>((resolve) => (wake = resolve));
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS).unref());
      if (!isUsed) break;
      isUsed = false;
      native.freeIdleMemory();
    }
    native.keepSpareMemory(false);
  }
}

void freeWhatIsIdle();

/**
 * Has the memory of large results wait for the next of them once they are collected; to be called for each result, by
 * its length. When no more come, it is given back to the system.
 */
export function keepSpareMemory(length: number): void {
  if (length < LARGE) return;
  isUsed = true;
  if (wake === undefined) return;
  native.keepSpareMemory(true);
  wake();
  wake = undefined;
}
