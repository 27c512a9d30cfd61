import { native } from '../native/index.js';

/** Smaller results never use external memory. */
const LARGE = 64 * 1024;
/** Spare memory is freed after it has been unused for one to two of these intervals. */
const IDLE_MS = 500;

let isUsed = false;
/** Starts the timers; undefined while they run. */
let wake: (() => void) | undefined;

/** Runs from the load of this module, so that its timers do not retain the async context of the first reader. */
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
 * Keeps the memory of collected large results for reuse until no more large results come. Call it with the length of
 * each result.
 */
export function keepSpareMemory(length: number): void {
  if (length < LARGE) return;
  isUsed = true;
  if (wake === undefined) return;
  native.keepSpareMemory(true);
  wake();
  wake = undefined;
}
