// Claim: take() from a pool that has a key takes less than 50 µs.

import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeyPool, type KeyPool } from 'offloop';
import { showProgress } from './support/progress.js';
import { quantile } from './support/quantile.js';
import { report } from './support/report.js';
import type { Row } from './support/table.js';

const TAKEN = 1000;
const SIZE = 256;

/** Sequential, and few enough that the pool, whose threads have a low priority, does not run empty. */
async function measure(contender: string, pool: KeyPool): Promise<Row> {
  const { privateKey } = await pool.take();
  assert.equal(createPrivateKey(privateKey).type, 'private');
  const times: number[] = [];
  while (times.length < TAKEN) {
    if (times.length % SIZE === 0) while (pool.available < SIZE) await pause(1);
    const start = performance.now();
    await pool.take();
    times.push(performance.now() - start);
    if (times.length % 100 === 0) showProgress(`key pool: ${times.length} of ${TAKEN}, ${contender}`);
  }
  await pool.close();
  const median = quantile(times, 0.5);
  return {
    contender,
    figures: { median, '99 %': quantile(times, 0.99), longest: Math.max(...times) },
    claim: { text: 'under 50 µs, median', verdict: median < 0.05 ? 'reached' : 'NOT reached' },
  };
}

report({
  title: 'createKeyPool: take() from a pool that has a key',
  units: { median: 'ms', '99 %': 'ms', longest: 'ms' },
  rows: [
    await measure('Ed25519 in PEM', createKeyPool('ed25519', { size: SIZE })),
    await measure('RSA-512 in PEM', createKeyPool('rsa', { modulusLength: 512, size: SIZE })),
  ],
});
