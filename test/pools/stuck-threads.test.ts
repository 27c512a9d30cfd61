// @module-tag tsan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { genKey, readFile, type ThreadPool } from 'offloop';
import { expect, test } from 'vitest';
import { holdLease } from '../support/files/lease.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool, threadsOf } from '../support/pools/pool.js';
import { hasProc } from '../support/pools/threads.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

let made = 0;
function makeLeasable(): string {
  const leased = path.join(folder, `leased-${++made}`);
  writeFileSync(leased, 'from the leased file');
  return leased;
}

/** Whether all threads of a pool sleep, in the kernel if they run a job. */
function areWaiting(pool: ThreadPool): boolean {
  return threadsOf(pool.name).every(({ state }) => state === 'S');
}

/** Gets `count` threads of a pool stuck in the kernel, each in an aborted read. */
async function getStuck(pool: ThreadPool, leased: string, count: number): Promise<void> {
  const before = pool.stats().running;
  const controller = new AbortController();
  const { signal } = controller;
  const reads = Array.from({ length: count }, () => rejection(() => readFile(leased, { pool, signal })));
  await until(() => pool.stats().running === before + count && areWaiting(pool));
  controller.abort();
  for (const error of await Promise.all(reads)) expect(error.code).toBe('ABORT_ERR');
}

const read = (pool: ThreadPool) => readFile(file, { pool, encoding: 'utf8' });

test.skipIf(!hasProc)('a stuck thread is replaced, and ends when it returns', async ({ skip }) => {
  const pool = makePool({ threads: 1 });
  const leased = makeLeasable();
  const lease = await holdLease(leased, skip);
  await getStuck(pool, leased, 1);

  expect(await read(pool)).toBe('content');
  expect(pool.stats()).toMatchObject({ threads: 1, running: 1, completed: 1 });
  expect(threadsOf(pool.name)).toHaveLength(2);

  lease.giveBack();
  await until(() => threadsOf(pool.name).length === 1);
  expect(pool.stats()).toMatchObject({ threads: 1, running: 0, completed: 2 });
  expect(await read(pool)).toBe('content');
  expect(await readFile(leased, { pool, encoding: 'utf8' })).toBe('from the leased file');
});

test.skipIf(!hasProc)('a stuck thread that returns before it is replaced goes on as before', async ({ skip }) => {
  const pool = makePool({ threads: 1 });
  const leased = makeLeasable();
  const lease = await holdLease(leased, skip);
  await getStuck(pool, leased, 1);
  const [tid] = threadsOf(pool.name).map((thread) => thread.tid);
  lease.giveBack();
  await until(() => pool.stats().running === 0);
  expect(await read(pool)).toBe('content');
  expect(threadsOf(pool.name).map((thread) => thread.tid)).toEqual([tid]);
});

test.skipIf(!hasProc)('a stuck thread whose call is still pending is not replaced', async ({ skip }) => {
  const pool = makePool({ threads: 2 });
  const [waitedFor, givenUp] = [makeLeasable(), makeLeasable()];
  const leases = [await holdLease(waitedFor, skip), await holdLease(givenUp, skip)];
  const patient = readFile(waitedFor, { pool, encoding: 'utf8' });
  await until(() => pool.stats().running === 1);
  await getStuck(pool, givenUp, 1);
  await Promise.all(Array.from({ length: 100 }, () => read(pool)));
  expect(threadsOf(pool.name)).toHaveLength(3);
  for (const lease of leases) lease.giveBack();
  expect(await patient).toBe('from the leased file');
  await until(() => threadsOf(pool.name).length === 2);
});

test.skipIf(!hasProc)(
  'a pool has its number of working threads, before and after stuck threads return',
  async ({ skip }) => {
    const pool = makePool({ threads: 3 });
    const leased = makeLeasable();
    const lease = await holdLease(leased, skip);
    await getStuck(pool, leased, 3);
    await read(pool);

    const controller = new AbortController();
    const { signal } = controller;
    const endless = Array.from({ length: 6 }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, pool, signal })),
    );
    await until(() => pool.stats().running === 6);
    expect(pool.stats()).toMatchObject({ threads: 3, queued: 3 });
    expect(threadsOf(pool.name)).toHaveLength(6);
    // They return while the others are busy, so three threads must end.
    lease.giveBack();
    await until(() => threadsOf(pool.name).length === 3);
    controller.abort();
    await Promise.all(endless);
    await Promise.all(Array.from({ length: 100 }, () => read(pool)));
    // On a busy machine some may have been replaced before they returned.
    await until(() => pool.stats().running === 0 && threadsOf(pool.name).length === 3);
  },
);

test.skipIf(!hasProc)('a pool replaces at most 64 stuck threads', async ({ skip }) => {
  const pool = makePool({ threads: 64 });
  const leased = makeLeasable();
  const lease = await holdLease(leased, skip);
  await getStuck(pool, leased, 64);
  expect(await read(pool)).toBe('content');
  await getStuck(pool, leased, 64);
  // Twice the time until a thread is replaced.
  expect((await rejection(() => readFile(file, { pool, timeoutMs: 2500 }))).code).toBe('ETIMEDOUT');
  expect(threadsOf(pool.name)).toHaveLength(128);

  lease.giveBack();
  expect(await read(pool)).toBe('content');
  await until(() => threadsOf(pool.name).length <= 64 && pool.stats().running === 0);
  expect(pool.stats().completed).toBe(131);
});
