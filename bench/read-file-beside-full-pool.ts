// Claim: while 8 keys of crypto.generateKeyPair occupy libuv's threads, 99 of 100 reads on the loop take at most 1 ms,
// and with a file pool of their own 99 of 100 reads on a thread take at most 5 ms.

import assert from 'node:assert/strict';
import { generateKeyPair } from 'node:crypto';
import fs from 'node:fs';
import { promisify } from 'node:util';
import { createThreadPool, readFile, setFilePool } from 'offloop';
import { PEM } from './support/pem.js';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { randomFiles } from './support/compare-readers.js';
import { report } from './support/report.js';
import type { Row } from './support/table.js';

const KEYS = 8;
/** Reads of each kind start at this interval, even if earlier ones are pending, like requests of a server. */
const INTERVAL_MS = 5;

const [file = ''] = randomFiles(1, 1024);
const content = fs.readFileSync(file);

/** Files in /proc are never read on the loop. */
const ON_THREADS = '/proc/self/status';

const kinds = {
  'offloop readFile, on the loop': { read: () => readFile(file), within: 1 },
  'offloop readFile, on an own pool': { read: () => readFile(ON_THREADS), within: 5 },
  'fs.promises.readFile': { read: () => fs.promises.readFile(file), within: undefined },
};
const times = Object.fromEntries(Object.keys(kinds).map((name) => [name, [] as number[]]));

async function timeRead(name: string, read: () => Promise<Buffer>): Promise<void> {
  const start = performance.now();
  const bytes = await read();
  times[name]?.push(performance.now() - start);
  if (name !== 'offloop readFile, on an own pool') assert.deepEqual(bytes, content);
}

setFilePool(createThreadPool({ name: 'files', threads: 4 }));
const generate = promisify(generateKeyPair);
const reads: Promise<void>[] = [];
const timer = setInterval(() => {
  for (const [name, { read }] of Object.entries(kinds)) reads.push(timeRead(name, read));
}, INTERVAL_MS);
for (const round of [1, 2]) {
  showProgress(`reads beside ${KEYS} RSA-4096 keys: round ${round} of 2`);
  await Promise.all(Array.from({ length: KEYS }, () => generate('rsa', { modulusLength: 4096, ...PEM })));
}
clearInterval(timer);
await Promise.all(reads);

report({
  title: `a read of 1 KiB every ${INTERVAL_MS} ms, beside ${KEYS} RSA-4096 keys of crypto.generateKeyPair`,
  units: { reads: 'count', median: 'ms', '99 %': 'ms', longest: 'ms' },
  rows: Object.entries(kinds).map(([contender, { within }]): Row => {
    const taken = times[contender] ?? [];
    const p99 = quantile(taken, 0.99);
    return {
      contender,
      figures: { reads: taken.length, median: quantile(taken, 0.5), '99 %': p99, longest: Math.max(...taken) },
      claim: within && { text: `99 % within ${within} ms`, verdict: p99 <= within ? 'reached' : 'NOT reached' },
    } as Row;
  }),
});
