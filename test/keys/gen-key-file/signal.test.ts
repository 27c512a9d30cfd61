import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { genKey, genKeyFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { outcomeOf } from '../../support/outcome.js';
import { makePool } from '../../support/pools/pool.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();

test('an abort rejects at once and leaves no file', async () => {
  const pool = makePool({ threads: 1 });
  for (const turns of [0, 1, 20]) {
    const controller = new AbortController();
    const { signal } = controller;
    const key = path.join(folder, 'endless');
    const aborted = rejection(() =>
      genKeyFile(key, 'rsa', { modulusLength: 16384, publicPath: `${key}.pub`, signal, pool }),
    );
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    controller.abort();
    expect(await aborted).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
    // Once the thread runs the next job, it has left this one.
    await genKey('ed25519', { pool });
    expect(readdirSync(folder)).toEqual([]);
  }
  expect(await rejection(() => genKeyFile('', 'rsa', { signal: AbortSignal.abort() }))).toMatchObject({
    code: 'ABORT_ERR',
  });
});

test('an abort at any moment leaves no file and a rejection, or both files and a result', async () => {
  const pool = makePool({ threads: 1 });
  const outcomes = { made: 0, aborted: 0 };
  // Each abort comes later than the last one until it is too late, then sooner: so most come near the commit.
  for (let round = 0, wait = 1_000; round < 400; round++) {
    const place = path.join(folder, String(round));
    mkdirSync(place);
    const controller = new AbortController();
    const { signal } = controller;
    const file = path.join(place, 'key');
    const ending = outcomeOf(genKeyFile(file, 'ed25519', { publicPath: `${file}.pub`, signal, pool }));
    const until = process.hrtime.bigint() + BigInt(Math.round(wait));
    while (process.hrtime.bigint() < until);
    controller.abort();
    const outcome = await ending;
    if (outcome === 'resolved') {
      outcomes.made++;
      wait /= 1.05;
      const pair = [
        createPublicKey(createPrivateKey(readFileSync(file))),
        createPublicKey(readFileSync(`${file}.pub`)),
      ];
      expect(pair[0]?.equals(pair[1] as never)).toBe(true);
    } else {
      expect(outcome.code).toBe('ABORT_ERR');
      outcomes.aborted++;
      wait *= 1.05;
      await genKey('ed25519', { pool });
      expect(readdirSync(place)).toEqual([]);
    }
  }
  expect(outcomes.made).toBeGreaterThan(0);
  expect(outcomes.aborted).toBeGreaterThan(0);
});
