// Claim: an abort rejects the call at once, and frees the thread within 50 ms for keys up to RSA-8192.

import { setTimeout as delay } from 'node:timers/promises';
import { createThreadPool, genKey } from 'offloop';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import type { Claim } from './support/table.js';

const ABORTS = 60;
/** The abort comes at most this long after the start, while OpenSSL searches for a prime or tests one. */
const LATEST_MS = 400;
const LIMIT_MS = 50;

/** A pool with one thread, like those for keys: the next job starts when the thread is free. */
const pool = createThreadPool({ name: 'abort', threads: 1, niceness: 10 });

async function abortOne(): Promise<{ toRejection: number; toFreeThread: number }> {
  const abort = new AbortController();
  const key = genKey('rsa', { modulusLength: 8192, signal: abort.signal, pool });
  const outcome = key.then(
    () => 'made',
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  );
  await delay(Math.random() * LATEST_MS);
  const next = genKey('ed25519', { pool });
  const start = performance.now();
  abort.abort();
  const code = await outcome;
  const toRejection = performance.now() - start;
  await next;
  const toFreeThread = performance.now() - start;
  // One in thousands is finished before its abort.
  return code === 'ABORT_ERR' ? { toRejection, toFreeThread } : await abortOne();
}

function judge(longest: number): Claim {
  return { text: `under ${LIMIT_MS} ms, the longest`, verdict: longest < LIMIT_MS ? 'reached' : 'NOT reached' };
}

function toFigures(times: readonly number[]) {
  return { median: quantile(times, 0.5), '99 %': quantile(times, 0.99), longest: Math.max(...times) };
}

await genKey('ed25519', { pool });
const rejections: number[] = [];
const frees: number[] = [];
for (let count = 0; count < ABORTS; count++) {
  showProgress(`aborts of RSA-8192: ${count + 1} of ${ABORTS}`);
  const { toRejection, toFreeThread } = await abortOne();
  rejections.push(toRejection);
  frees.push(toFreeThread);
}

const free = toFigures(frees);
report({
  title: `From the abort of an RSA-8192 generation, ${ABORTS} times`,
  units: { median: 'ms', '99 %': 'ms', longest: 'ms' },
  rows: [
    { contender: 'to the rejection', figures: toFigures(rejections) },
    { contender: 'to the end of an Ed25519 key on that thread', figures: free, claim: judge(free.longest) },
  ],
});
await pool.close();
