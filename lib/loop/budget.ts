// Imported, because tests replace the globals by fakes: with a stopped clock every read would wait for ever. Not
// performance.now(), because node:perf_hooks takes 2 ms to load.
import { hrtime } from 'node:process';
import { setImmediate } from 'node:timers';

/** Reads may block the loop for this long before it has to turn. */
const MAX_MS = 1;

/** The clock is read after this many units. A read costs one unit, and one more for each 8 KiB. */
const UNITS_PER_LOOK = 16;

let units = 0;
/** The time at which the pending immediate was scheduled: the loop has not turned since. */
let heldSince: number | undefined;
let spent = false;

/** Resumed entries are removed from the array in batches of at least this many; one by one would be slower. */
const MIN_REMOVED = 1024;

/** Reads that wait for the next turn. Each resumed read resumes the next one, as long as the budget lasts. */
let waiting: (() => void)[] = [];
let nextWaiting = 0;

/**
 * Bounds the time that reads on the event loop take between two of its turns. Awaiting a settled promise does not
 * return to the loop, so a chain of such reads would block it from the first to the last.
 */
export const loopBudget = {
  isSpent(): boolean {
    return spent || waiting.length > 0;
  },

  /** Waits for the loop's next turn, behind the earlier waiters. The caller may then do one read, whatever is spent. */
  nextTurn(): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  },

  /** Charges a read of this many bytes. A negative number stands for a read that was only tried. */
  spend(bytes: number): void {
    units += bytes > 0 ? 1 + (bytes >>> 13) : 1;
    if (units >= UNITS_PER_LOOK) look();
    if (!spent && waiting.length > 0) resumeNext();
  },
};

/** JavaScript cannot see whether the loop has turned: schedule an immediate and wait for it to fire. */
function look(): void {
  units = 0;
  if (heldSince === undefined) scheduleTurn();
  else spent = now() - heldSince >= MAX_MS;
}

function now(): number {
  const [seconds, nanos] = hrtime();
  return seconds * 1e3 + nanos / 1e6;
}

function scheduleTurn(): void {
  // First, because it may throw at the end of the stack: with the time set, no read would ever be resumed.
  setImmediate(beginTurn);
  heldSince = now();
}

function beginTurn(): void {
  heldSince = undefined;
  spent = false;
  units = 0;
  if (waiting.length > 0) resumeNext();
}

function resumeNext(): void {
  const resume = waiting[nextWaiting++];
  if (nextWaiting === waiting.length) {
    waiting = [];
    nextWaiting = 0;
  } else {
    // Under steady load the queue never becomes empty.
    if (nextWaiting >= MIN_REMOVED && 2 * nextWaiting >= waiting.length) {
      waiting.splice(0, nextWaiting);
      nextWaiting = 0;
    }
    // Resumes the others if this one does not read.
    if (heldSince === undefined) scheduleTurn();
  }
  resume?.();
}
