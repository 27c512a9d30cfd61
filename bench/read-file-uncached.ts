// Claim: 10,000 small files that are not in the page cache are read at least 1.5 times as fast as by
// fs.promises.readFile. Needs root, to empty the cache.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createHash } from 'node:crypto';
import { readFiles } from 'offloop';
import { compareRounds } from './support/compare.js';
import { randomFiles } from './support/compare-readers.js';
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

const readers = [
  {
    name: 'offloop readFiles',
    read: async (files: string[]) =>
      (await readFiles(files)).map((result) => {
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      }),
  },
  {
    name: 'fs.promises.readFile',
    read: (files: string[]) => Promise.all(files.map((file) => fs.promises.readFile(file))),
    claim: { text: 'offloop is at least 1.5 times as fast', holds: (factor: number) => factor >= 1.5 },
  },
];

async function compareUncached(): Promise<void> {
  const files = randomFiles(FILES, 1024);
  const expected = digest(files.map((file) => fs.readFileSync(file)));
  const title = `readFile on ${runtime}: ${FILES} files of 1 KiB that are not in the page cache`;
  const table = await compareRounds(title, readers, ROUNDS, async ({ read }) => {
    emptyCache();
    const start = performance.now();
    const contents = await read(files);
    const took = performance.now() - start;
    assert.equal(digest(contents), expected);
    return took;
  });
  report(table);
}

if (process.getuid?.() === 0) await compareUncached();
else process.stdout.write('files that are not cached: left out, only root can empty the page cache\n');
