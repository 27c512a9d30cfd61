// Not the global ones, which tests replace: with a clock that stands still every read would wait for ever. Nor the clock
// of node:perf_hooks, which takes 2 ms to load.
import { hrtime } from 'node:process';
import { setImmediate } from 'node:timers';

/** How long reads may hold the loop before it has its turn, in milliseconds. */
const MAX_MS = 1;

/** After so much work the clock is looked at: a read is one unit, and so are 8 KiB of it. */
const UNITS_PER_LOOK = 16;

let units = 0;
/** Since when the loop has had no turn for certain; undefined: it may have had one. */
let heldSince: number | undefined;
let spent = false;

/** So many that have gone on are kept at least: to forget each by itself would take longer. */
const MIN_REMOVED = 1024;

/** Reads that wait for the next turn, and are let go on one by one, each by the one before it. */
let waiting: (() => void)[] = [];
let nextWaiting = 0;

/**
 * What reads on the event loop may take of it between two of its turns: an `await` of a promise that is settled does
 * not return to the loop, so that a chain of such reads would hold it from its first to its last.
 */
export const loopBudget = {
  isSpent(): boolean {
    return spent || waiting.length > 0;
  },

  /** Lets the loop have its turn, and those who have waited longer theirs. Then a read may follow, whatever is spent. */
  nextTurn(): Promise<void> {
    return new Promise((resolve) => waiting.push(resolve));
  },

  /** Says that a read has been done, or tried: then `bytes` may be negative. */
  spend(bytes: number): void {
    units += bytes > 0 ? 1 + (bytes >>> 13) : 1;
    if (units >= UNITS_PER_LOOK) look();
    if (!spent && waiting.length > 0) resumeNext();
  },
};

/** Whether the loop has turned since is not to be seen but by asking for a call in its next turn. */
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
  // First, for it may throw where the stack ends: nobody would be let go on again.
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
    // Under load there is always somebody waiting.
    if (nextWaiting >= MIN_REMOVED && 2 * nextWaiting >= waiting.length) {
      waiting.splice(0, nextWaiting);
      nextWaiting = 0;
    }
    // For those behind, if this one does not come to read.
    if (heldSince === undefined) scheduleTurn();
  }
  resume?.();
}
