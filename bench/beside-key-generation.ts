// Claim: beside 8 running RSA-4096 generations, fs.readFile takes at most 20 ms. Beside those of
// crypto.generateKeyPair, which occupy the threads that file reads need, it takes seconds.

import assert from 'node:assert/strict';
import { generateKeyPair, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { genKey } from 'offloop';
import { PEM } from './support/pem.js';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';
import type { Claim, Row } from './support/table.js';

const KEYS = 8;
/** Reads start at this interval, even if earlier ones are pending, like requests of a server. */
const INTERVAL_MS = 5;
const IDLE_MS = 2000;

const generate = promisify(generateKeyPair);
const read = promisify(fs.readFile);

const file = path.join(makeScratchFolder(), 'file');
const content = randomBytes(1024);
fs.writeFileSync(file, content);

async function timeRead(times: number[]): Promise<void> {
  const start = performance.now();
  const bytes = await read(file);
  times.push(performance.now() - start);
  assert.deepEqual(bytes, content);
}

/** Reads until the other work is done. Returns the time of each read. */
async function readBeside(work: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const reads: Promise<void>[] = [];
  const timer = setInterval(() => reads.push(timeRead(times)), INTERVAL_MS);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
  await Promise.all(reads);
  return times;
}

function makeKeys(make: () => Promise<unknown>): Promise<unknown> {
  return Promise.all(Array.from({ length: KEYS }, make));
}

function toRow(contender: string, times: readonly number[], judge?: (longest: number) => Claim): Row {
  const longest = Math.max(...times);
  return {
    contender,
    figures: { reads: times.length, median: quantile(times, 0.5), '99 %': quantile(times, 0.99), longest },
    claim: judge?.(longest),
  };
}

const works = {
  ours: () => makeKeys(() => genKey('rsa', { modulusLength: 4096 })),
  theirs: () => makeKeys(() => generate('rsa', { modulusLength: 4096, ...PEM })),
};
const times = { ours: [] as number[], theirs: [] as number[] };

showProgress('fs.readFile beside nothing');
const idle = await readBeside(new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
for (const [round, whose] of (['ours', 'theirs', 'theirs', 'ours'] as const).entries()) {
  showProgress(`fs.readFile beside ${KEYS} RSA-4096 keys: round ${round + 1} of 4`);
  times[whose].push(...(await readBeside(works[whose]())));
}

report({
  title: `fs.readFile of 1 KiB every ${INTERVAL_MS} ms, beside ${KEYS} RSA-4096 keys in the making`,
  units: { reads: 'count', median: 'ms', '99 %': 'ms', longest: 'ms' },
  rows: [
    toRow('beside offloop genKey', times.ours, (longest) => ({
      text: 'a read takes at most 20 ms',
      verdict: longest <= 20 ? 'reached' : 'NOT reached',
    })),
    toRow('beside crypto.generateKeyPair', times.theirs),
    toRow('beside nothing', idle),
  ],
});
