import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { genKey, genKeyFile } from 'offloop';
import { expect, test } from 'vitest';
import { makePool } from '../support/pool.js';
import { rejection } from '../support/rejection.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

test('an abort frees the caller at once, and leaves nothing', async () => {
  const pool = makePool({ threads: 1 });
  for (const turns of [0, 1, 20]) {
    const controller = new AbortController();
    const { signal } = controller;
    const key = path.join(folder, 'endless');
    const aborted = rejection(() => genKeyFile(key, 'rsa', { modulusLength: 16384, publicPath: `${key}.pub`, signal, pool }));
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    controller.abort();
    expect(await aborted).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
    // The thread has left it once it is at the next.
    await genKey('ed25519', { pool });
    expect(readdirSync(folder)).toEqual([]);
  }
  expect(await rejection(() => genKeyFile('', 'rsa', { signal: AbortSignal.abort() }))).toMatchObject({
    code: 'ABORT_ERR',
  });
});

test('whenever the abort comes, the call rejects and no file is there, or fulfils and both are', async () => {
  const pool = makePool({ threads: 1 });
  const key = path.join(folder, 'key');
  const outcomes = { made: 0, aborted: 0 };
  // A little later each time, until it has come too late for some time.
  for (let wait = 0; outcomes.made < 100 && wait < 20_000; wait++) {
    const place = path.join(folder, String(wait));
    mkdirSync(place);
    const controller = new AbortController();
    const { signal } = controller;
    const file = path.join(place, path.basename(key));
    const made = genKeyFile(file, 'ed25519', { publicPath: `${file}.pub`, signal, pool }).then(
      () => true,
      ({ code }: NodeJS.ErrnoException) => {
        expect(code).toBe('ABORT_ERR');
        return false;
      },
    );
    const until = process.hrtime.bigint() + BigInt(wait) * 5_000n;
    while (process.hrtime.bigint() < until);
    controller.abort();
    if (await made) {
      outcomes.made++;
      const pair = [createPublicKey(createPrivateKey(readFileSync(file))), createPublicKey(readFileSync(`${file}.pub`))];
      expect(pair[0]?.equals(pair[1] as never)).toBe(true);
    } else {
      outcomes.aborted++;
      await genKey('ed25519', { pool });
      expect(readdirSync(place)).toEqual([]);
    }
  }
  expect(outcomes.made).toBe(100);
  expect(outcomes.aborted).toBeGreaterThan(0);
});
