// Claim: killTree of 11 processes takes a tenth of the time of tree-kill, and never blocks the loop for 5 ms, with
// 2,000 processes on the machine.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { killTree } from 'offloop';
import treeKill from 'tree-kill';
import { compareRounds } from './support/compare.js';
import { gather } from './support/crowd.js';
import { compareDelays } from './support/loop-delay.js';
import { report } from './support/report.js';

const CHILDREN = 10;
const CROWD = 2000;
const ROUNDS = 21;

/** Starts a shell with children. They end with this process at the latest. */
async function plantTree(): Promise<number> {
  const script = `for i in $(seq ${CHILDREN}); do sleep 100 & done; echo ready; wait`;
  const shell = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  planted.add(shell.pid ?? NaN);
  shell.once('exit', () => planted.delete(shell.pid ?? NaN));
  await once(shell.stdout, 'data');
  return shell.pid ?? NaN;
}

const planted = new Set<number>();
process.once('exit', () => {
  for (const pid of planted) process.kill(-pid, 'SIGKILL');
});

const contenders = [
  { name: 'offloop killTree', kill: (pid: number): Promise<unknown> => killTree(pid, 'SIGKILL') },
  {
    name: 'tree-kill',
    kill: promisify((pid: number, done: (error?: Error) => void) => {
      treeKill(pid, 'SIGKILL', done);
    }),
  },
] as const;

async function time({ kill }: { kill: (pid: number) => Promise<unknown> }): Promise<number> {
  const pid = await plantTree();
  // Waits until all its processes have called exec and sleep.
  await delay(20);
  const start = performance.now();
  await kill(pid);
  const took = performance.now() - start;
  while (planted.has(pid)) await delay(1);
  return took;
}

const results = await killTree(await plantTree(), 'SIGKILL');
assert.equal(results.filter(({ delivered }) => delivered).length, CHILDREN + 1);

const claim = { text: 'offloop is at least 10 times as fast', holds: (factor: number) => factor >= 10 };
const [ours, theirs] = contenders;
report(await compareRounds(`killTree: ${CHILDREN + 1} processes`, [ours, { ...theirs, claim }], ROUNDS, time));
const crowd = await gather(CROWD);
report(await compareRounds(`killTree: ${CHILDREN + 1} processes, with ${CROWD} more`, contenders, ROUNDS, time));
const trees: number[] = [];
for (let tree = 0; tree < 50; tree++) trees.push(await plantTree());
report(
  await compareDelays(
    `killTree: the longest block of the loop, with ${CROWD} more`,
    contenders.map(({ name, kill }) => ({ name, run: () => kill(trees.pop() ?? NaN) })),
  ),
);
await crowd.leave();
process.exit();
