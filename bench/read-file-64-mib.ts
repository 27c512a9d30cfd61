// Claim: a read of 64 MiB never holds the event loop for 10 ms, and the process needs no more memory after 500 than after
// 100.

import fs from 'node:fs';
import { readFile } from 'offloop';
import { randomFiles } from './support/compare-readers.js';
import { compareDelays } from './support/loop-delay.js';
import { showProgress } from './support/progress.js';
import { report } from './support/report.js';
import { runtime } from './support/runtime.js';

const MIB = 1 << 20;
/** Results that the garbage collector has not found yet differ from run to run by a few files. */
const GROWTH = 1.25;
const TIMES = 100;

const [file = ''] = randomFiles(1, 64 * MIB);

/** The most resident memory that the process has after one of the next reads. */
async function peak(done: number): Promise<number> {
  let most = 0;
  for (let read = 0; read < TIMES; read++) {
    await readFile(file);
    most = Math.max(most, process.memoryUsage.rss());
    showProgress(`memory: ${done + read + 1} of ${5 * TIMES} reads`);
  }
  return most;
}

const peaks: number[] = [];
for (let done = 0; done < 5 * TIMES; done += TIMES) peaks.push(await peak(done));
const [first = 0] = peaks;
const last = peaks.at(-1) ?? 0;
report({
  title: `resident memory on ${runtime} while 500 files of 64 MiB are read, one at a time`,
  units: { 'reads 1 to 100': 'bytes', 'reads 401 to 500': 'bytes' },
  rows: [
    {
      contender: 'offloop readFile, at most',
      figures: { 'reads 1 to 100': first, 'reads 401 to 500': last },
      claim: { text: `no more than ${GROWTH} times`, verdict: last <= GROWTH * first ? 'reached' : 'NOT reached' },
    },
  ],
});

report(
  await compareDelays(
    `how long a read of 64 MiB holds the event loop on ${runtime}`,
    [
      { name: 'offloop readFile', run: () => readFile(file) },
      { name: 'fs.promises.readFile', run: () => fs.promises.readFile(file) },
    ],
    { rounds: 40, claimedMs: 10, judged: 'worst round' },
  ),
);
