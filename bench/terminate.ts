// Claim: terminate of one process takes a tenth of the time of fkill with waitForExit, and never blocks the loop for
// 5 ms, with 2,000 processes on the machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fkill from 'fkill';
import { terminate } from 'offloop';
import { compareRounds } from './support/compare.js';
import { gather } from './support/crowd.js';
import { compareDelays } from './support/loop-delay.js';
import { report } from './support/report.js';

const ROUNDS = 21;
const CROWD = 2000;

const contenders = [
  { name: 'offloop terminate', end: (pid: number): Promise<unknown> => terminate(pid) },
  {
    name: 'fkill with waitForExit',
    end: (pid: number): Promise<unknown> => fkill(pid, { waitForExit: 5000 }),
    claim: { text: 'offloop is at least 10 times as fast', holds: (factor: number) => factor >= 10 },
  },
];

async function startSleeper(): Promise<number> {
  const sleeper = spawn('sleep', ['100'], { stdio: 'ignore' });
  await once(sleeper, 'spawn');
  return sleeper.pid ?? NaN;
}

async function time({ end }: (typeof contenders)[number]): Promise<number> {
  const pid = await startSleeper();
  const start = performance.now();
  await end(pid);
  return performance.now() - start;
}

report(await compareRounds('terminate: one sleeping process', contenders, ROUNDS, time));

const crowd = await gather(CROWD);
const sleepers: number[] = [];
for (let count = 0; count < 50; count++) sleepers.push(await startSleeper());
report(
  await compareDelays(
    `terminate: the longest block of the loop, with ${CROWD} more`,
    contenders.map(({ name, end }) => ({ name, run: () => end(sleepers.pop() ?? NaN) })),
  ),
);
await crowd.leave();
process.exit();
