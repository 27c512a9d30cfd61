// Claim: 10,000 small files that are not in the page cache are read at least 1.5 times as fast as by
// fs.promises.readFile. Needs root, to empty the cache.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createHash } from 'node:crypto';
import { readFiles } from 'offloop';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { randomFiles } from './support/read-cases.js';
import { report } from './support/report.js';
import { runtime } from './support/runtime.js';

const FILES = 10_000;
const ROUNDS = 7;

function emptyCache(): void {
  execFileSync('sync');
  fs.writeFileSync('/proc/sys/vm/drop_caches', '3');
}

function digest(contents: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex');
}

const readers = {
  'offloop readFiles': async (files: string[]) =>
    (await readFiles(files)).map((result) => {
      if (result.status === 'rejected') throw result.reason;
      return result.value;
    }),
  'fs.promises.readFile': (files: string[]) => Promise.all(files.map((file) => fs.promises.readFile(file))),
};

async function compareUncached(): Promise<void> {
  const files = randomFiles(FILES, 1024);
  const expected = digest(files.map((file) => fs.readFileSync(file)));
  const times = Object.keys(readers).map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [name, read]] of Object.entries(readers).entries()) {
      showProgress(`${FILES} files that are not cached: round ${round + 1} of ${ROUNDS}, ${name}`);
      emptyCache();
      const start = performance.now();
      const contents = await read(files);
      times[index]?.push(performance.now() - start);
      assert.equal(digest(contents), expected);
    }
  }
  const [ours = [], theirs = []] = times;
  const factor = quantile(
    theirs.map((time, round) => time / (ours[round] ?? NaN)),
    0.5,
  );
  report({
    title: `readFile on ${runtime}: ${FILES} files of 1 KiB that are not in the page cache`,
    units: { all: 'ms', '× offloop': 'factor' },
    rows: [
      { contender: 'offloop readFiles', figures: { all: quantile(ours, 0.5), '× offloop': 1 } },
      {
        contender: 'fs.promises.readFile',
        figures: { all: quantile(theirs, 0.5), '× offloop': factor },
        claim: {
          text: 'offloop is at least 1.5 times as fast',
          verdict: factor >= 1.5 ? 'reached' : 'NOT reached',
        },
      },
    ],
  });
}

if (process.getuid?.() === 0) await compareUncached();
else process.stdout.write('files that are not cached: left out, only root can empty the page cache\n');
