// Claim: terminate of one process takes a tenth of what fkill takes with waitForExit, and never holds the loop for 5 ms,
// with 2,000 processes on the machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fkill from 'fkill';
import { terminate } from 'offloop';
import { gather } from './support/crowd.js';
import { compareDelays } from './support/loop-delay.js';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';

const ROUNDS = 21;
const CROWD = 2000;
const CLAIMED_FACTOR = 10;

const contenders = [
  { name: 'offloop terminate', end: (pid: number): Promise<unknown> => terminate(pid) },
  { name: 'fkill', end: (pid: number): Promise<unknown> => fkill(pid, { waitForExit: 5000 }) },
];

async function startSleeper(): Promise<number> {
  const sleeper = spawn('sleep', ['100'], { stdio: 'ignore' });
  await once(sleeper, 'spawn');
  return sleeper.pid ?? NaN;
}

const times = contenders.map(() => [] as number[]);
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { name, end }] of contenders.entries()) {
    showProgress(`terminate: round ${round + 1} of ${ROUNDS}, ${name}`);
    const pid = await startSleeper();
    const start = performance.now();
    await end(pid);
    times[index]?.push(performance.now() - start);
  }
}
const [ours = [], theirs = []] = times;
const factors = theirs.map((took, round) => took / (ours[round] ?? NaN));
const factor = quantile(factors, 0.5);
report({
  title: 'terminate: one sleeping process',
  units: { each: 'ms', '× offloop': 'factor', 'lower quartile': 'factor', 'upper quartile': 'factor' },
  rows: [
    { contender: 'offloop terminate', figures: { each: quantile(ours, 0.5), '× offloop': 1 } },
    {
      contender: 'fkill with waitForExit',
      figures: {
        each: quantile(theirs, 0.5),
        '× offloop': factor,
        'lower quartile': quantile(factors, 0.25),
        'upper quartile': quantile(factors, 0.75),
      },
      claim: {
        text: `offloop is at least ${CLAIMED_FACTOR} times as fast`,
        verdict: factor >= CLAIMED_FACTOR ? 'reached' : 'NOT reached',
      },
    },
  ],
});

const crowd = await gather(CROWD);
const sleepers: number[] = [];
for (let count = 0; count < 50; count++) sleepers.push(await startSleeper());
report(
  await compareDelays(
    `terminate: how long the loop is held, with ${CROWD} more`,
    contenders.map(({ name, end }) => ({ name, run: () => end(sleepers.pop() ?? NaN) })),
  ),
);
await crowd.leave();
process.exit();
