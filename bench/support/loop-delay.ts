import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from './quantile.js';
import { showProgress } from './progress.js';
import type { Row, Table } from './table.js';

/**
 * Returns the longest delay of a 1 ms timer during `work`, in milliseconds. A loop that never sleeps would measure it
 * too, but the kernel would preempt it.
 */
async function longestDelay(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  // Waits for the first tick, and at the end for the last one.
  await delay(5);
  delays.reset();
  await work();
  await delay(5);
  delays.disable();
  return Math.max(0, delays.max / 1e6 - 1);
}

/** The delay of an idle loop on this machine. */
const IDLE = { name: 'nothing, for 50 ms', run: () => delay(50) };

/** The claim of the first contender: which of its longest delays in a round is under `claimedMs`. */
export interface DelayClaim {
  rounds: number;
  claimedMs: number;
  judged: 'median' | 'worst round';
}

/** The median leaves out delays by other load. */
const MEDIAN: DelayClaim = { rounds: 21, claimedMs: 5, judged: 'median' };

/** Measures how long calls block the event loop, in several rounds. */
export async function compareDelays(
  title: string,
  contenders: readonly { name: string; run: () => Promise<unknown> }[],
  { rounds, claimedMs, judged } = MEDIAN,
): Promise<Table> {
  const delays = new Map([...contenders, IDLE].map((contender) => [contender, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [{ name, run }, longest] of delays) {
      showProgress(`${title}: round ${round + 1} of ${rounds}, ${name}`);
      longest.push(await longestDelay(run));
    }
  }
  const rows = [...delays].map(([{ name }, longest], index): Row => {
    const median = quantile(longest, 0.5);
    const worst = Math.max(...longest);
    const isUnder = (judged === 'median' ? median : worst) < claimedMs;
    const text = judged === 'median' ? `under ${claimedMs} ms` : `under ${claimedMs} ms in every round`;
    return {
      contender: name,
      figures: { 'longest delay': median, 'best round': Math.min(...longest), 'worst round': worst },
      claim: index > 0 ? undefined : { text, verdict: isUnder ? 'reached' : 'NOT reached' },
    };
  });
  return { title, units: { 'longest delay': 'ms', 'best round': 'ms', 'worst round': 'ms' }, rows };
}
