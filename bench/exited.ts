// Claim: with 1,000 watched processes, the promise `exited` resolves within a millisecond after the end of one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openProcess, type ProcessHandle } from 'offloop';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';

const WATCHED = 1000;
const ENDED = 300;

showProgress(`exited: starting ${WATCHED} processes`);
const handles: ProcessHandle[] = [];
for (let count = 0; count < WATCHED; count++) {
  const sleeper = spawn('sleep', ['1000'], { stdio: 'ignore' });
  await once(sleeper, 'spawn');
  handles.push(await openProcess(sleeper.pid ?? NaN));
}
process.once('exit', () => {
  for (const { pid } of handles) process.kill(pid, 'SIGKILL');
});
const all = handles.map((handle) => handle.exited);

const times: number[] = [];
for (const handle of handles.splice(0, ENDED)) {
  showProgress(`exited: ${times.length} of ${ENDED}`);
  const start = performance.now();
  await Promise.all([handle.exited, handle.kill('SIGKILL')]);
  times.push(performance.now() - start);
}
const median = quantile(times, 0.5);

const start = performance.now();
for (const handle of handles.splice(0)) await handle.kill('SIGKILL');
await Promise.all(all);
const together = performance.now() - start;

report({
  title: `exited: from SIGKILL to the promise, with ${WATCHED} watched`,
  units: { median: 'ms', '99 %': 'ms', longest: 'ms' },
  rows: [
    {
      contender: 'offloop, one after another',
      figures: { median, '99 %': quantile(times, 0.99), longest: Math.max(...times) },
      claim: { text: 'under 1 ms, median', verdict: median < 1 ? 'reached' : 'NOT reached' },
    },
    { contender: `offloop, the other ${WATCHED - ENDED} at once`, figures: { longest: together } },
  ],
});
process.exit();
