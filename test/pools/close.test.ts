// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
// @module-tag quick-debug
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createThreadPool, genKey, poolStats, readFile } from 'offloop';
import { expect, test } from 'vitest';
import { countDescriptors, makeFifo, openWriter } from '../support/files/fifo.js';
import { holdLease } from '../support/files/lease.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool, threadsOf } from '../support/pools/pool.js';
import { hasProc } from '../support/pools/threads.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

test('close() finishes queued and running calls and refuses later ones', async () => {
  const pool = makePool({ threads: 2 });
  const ended: string[] = [];
  const accepted = Array.from({ length: 100 }, () => readFile(file, { pool }).then(() => ended.push('job')));
  const closed = pool.close().then(() => ended.push('close'));
  const errors = await Promise.all([
    rejection(() => readFile(file, { pool })),
    rejection(() => genKey('ed25519', { pool })),
  ]);
  for (const error of errors) {
    expect(error).toMatchObject({ name: 'Error', code: 'ERR_POOL_CLOSED' });
    expect(error.message).toContain(`'${pool.name}'`);
    expect(error.stack).toContain('close.test.ts');
  }
  await Promise.all([...accepted, closed]);
  expect(ended).toHaveLength(101);
  expect(ended.at(-1)).toBe('close');
  expect(pool.stats()).toMatchObject({ name: pool.name, queued: 0, running: 0, completed: 100, rejected: 0 });
});

test('close() returns the same promise when it is called twice', async () => {
  const pool = makePool();
  const closed = pool.close();
  expect(pool.close()).toBe(closed);
  expect(pool[Symbol.asyncDispose]()).toBe(closed);
  await expect(closed).resolves.toBeUndefined();
  expect(pool.close()).toBe(closed);
});

test('`await using` closes the pool', async () => {
  const left = await (async () => {
    await using pool = createThreadPool({ name: 'used' });
    await readFile(file, { pool });
    return pool;
  })();
  expect((await rejection(() => readFile(file, { pool: left }))).code).toBe('ERR_POOL_CLOSED');
});

test.skipIf(!hasProc)('close() ends the threads, idle or busy', async () => {
  const pool = makePool({ threads: 4 });
  const idle = makePool({ threads: 4 });
  await Promise.all([pool, idle].flatMap((one) => Array.from({ length: 100 }, () => readFile(file, { pool: one }))));
  expect(threadsOf(idle.name).length).toBeGreaterThan(0);
  const keys = Array.from({ length: 8 }, () => genKey('rsa', { modulusLength: 1024, pool }));
  await Promise.all([pool.close(), idle.close()]);
  await Promise.all(keys);
  await until(() => threadsOf(pool.name).length === 0 && threadsOf(idle.name).length === 0);
});

test('close() waits for a pending read of a FIFO', async () => {
  const pool = makePool({ threads: 1 });
  const fifo = makeFifo(folder);
  const pending = readFile(fifo, { pool, encoding: 'utf8' });
  await until(() => countDescriptors(fifo) === 1);
  let isClosed = false;
  const closed = pool.close().then(() => {
    isClosed = true;
  });
  await readFile(file);
  expect(isClosed).toBe(false);
  const writer = await openWriter(fifo);
  await writer.writeFile('late');
  await writer.close();
  expect(await pending).toBe('late');
  await closed;
  expect(pool.stats()).toMatchObject({ completed: 1, running: 0, queued: 0 });
});

test('close() does not wait for an aborted call whose thread is stuck', async ({ skip }) => {
  const pool = makePool({ threads: 1 });
  const leased = path.join(folder, 'leased');
  writeFileSync(leased, 'content');
  const lease = await holdLease(leased, skip);
  const controller = new AbortController();
  const stuck = rejection(() => readFile(leased, { pool, signal: controller.signal }));
  await lease.asked();
  const closed = pool.close();
  controller.abort();
  await stuck;
  await closed;
  expect(pool.stats().running).toBe(1);
  lease.giveBack();
  await until(() => pool.stats().completed === 1);
  if (hasProc) await until(() => threadsOf(pool.name).length === 0);
});

test('close() finishes the calls that are queued behind a stuck thread', async ({ skip }) => {
  const pool = makePool({ threads: 1 });
  const leased = path.join(folder, 'leased too');
  writeFileSync(leased, 'content');
  const lease = await holdLease(leased, skip);
  const controller = new AbortController();
  const stuck = rejection(() => readFile(leased, { pool, signal: controller.signal }));
  await lease.asked();
  const behind = readFile(file, { pool, encoding: 'utf8' });
  const closed = pool.close();
  controller.abort();
  await stuck;
  expect(await behind).toBe('content');
  await closed;
  lease.giveBack();
  await until(() => pool.stats().running === 0);
});

test.skipIf(!hasProc)('a pool that is garbage collected is closed', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const isListed = (name: string) => poolStats().some((stats) => stats.name === name);
  const name = 'garb';
  const reads = (() => {
    const pool = createThreadPool({ name, threads: 2 });
    return Array.from({ length: 100 }, () => readFile(file, { pool, encoding: 'utf8' }));
  })();
  expect(isListed(name)).toBe(true);
  await until(() => {
    collect();
    return !isListed(name);
  });
  expect(new Set(await Promise.all(reads))).toEqual(new Set(['content']));
  await until(() => threadsOf(name).length === 0);
});
