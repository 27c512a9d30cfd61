// Claim: listProcesses takes a fifth of the time of ps-list, and never blocks the loop for 5 ms, with 2,000 processes
// on the machine.

import assert from 'node:assert/strict';
import { listProcesses } from 'offloop';
import psList from 'ps-list';
import { compare, type Contender } from './support/compare.js';
import { gather } from './support/crowd.js';
import { keepInstalled } from './support/installed.js';
import { compareDelays } from './support/loop-delay.js';
import { report } from './support/report.js';

const CROWD = 2000;

interface Lister extends Contender {
  run: () => Promise<{ pid: number; ppid?: number }[]>;
}

const contenders: Lister[] = [
  { name: 'offloop listProcesses', operations: 1, isAsync: true, run: listProcesses },
  {
    name: 'ps-list',
    operations: 1,
    isAsync: true,
    run: psList,
    claim: { text: 'offloop is at least 5 times as fast', holds: (factor) => factor >= 5 },
  },
];

const installed = await keepInstalled(contenders, async ({ run }) => {
  assert.equal((await run()).find(({ pid }) => pid === process.pid)?.ppid, process.ppid);
});
report(await compare('listProcesses: the processes of the machine', installed));

const crowd = await gather(CROWD);
const inCrowd = installed.map(({ name, operations, isAsync, run }) => ({ name, operations, isAsync, run }));
report(await compare(`listProcesses: with ${CROWD} more`, inCrowd));
report(await compareDelays(`listProcesses: the longest block of the loop, with ${CROWD} more`, inCrowd));
await crowd.leave();
