// @module-tag tsan
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { readFile, setFilePool, type ThreadPool } from 'offloop';
import { afterEach, expect, test } from 'vitest';
import { labelled } from '../support/labelled.js';
import { makePool } from '../support/pools/pool.js';
import { rejection } from '../support/rejection.js';

afterEach(() => {
  setFilePool('libuv');
});

test('setFilePool() moves file work to a pool and back to libuv', async () => {
  const [first, second] = [makePool(), makePool()];
  setFilePool(first);
  await readFile('/dev/null');
  await readFile('/dev/null', 'utf8');
  await readFile('/dev/null', { pool: undefined });
  await readFile('/dev/null', { pool: second });
  expect([first, second].map((pool) => pool.stats().completed)).toEqual([3, 1]);
  setFilePool(second);
  await readFile('/dev/null');
  setFilePool('libuv');
  await readFile('/dev/null');
  expect([first, second].map((pool) => pool.stats().completed)).toEqual([3, 2]);
});

test('calls reject with the name of a file pool that is closed, until another one is set', async () => {
  const pool = makePool();
  setFilePool(pool);
  await pool.close();
  const error = await rejection(() => readFile('/dev/null'));
  expect(error).toMatchObject({ name: 'Error', code: 'ERR_POOL_CLOSED' });
  expect(error.message).toContain(`'${pool.name}'`);
  expect(error.message).toContain('setFilePool');
  expect(error.stack).toContain('set-file-pool.test.ts');
  // Argument errors come first, and a call that names a pool is not affected.
  expect((await rejection(() => readFile('/dev/null', { length: -1 }))).code).toBe('ERR_OUT_OF_RANGE');
  await readFile('/dev/null', { pool: makePool() });
  setFilePool('libuv');
  await readFile('/dev/null');
});

test('setFilePool() throws for a closed pool and changes nothing', async () => {
  const pool = makePool();
  const open = makePool();
  setFilePool(open);
  await pool.close();
  expect(() => {
    setFilePool(pool);
  }).toThrow(expect.objectContaining({ name: 'Error', code: 'ERR_POOL_CLOSED' }));
  await readFile('/dev/null');
  expect(open.stats().completed).toBe(1);
});

const WRONG = labelled([
  ...[undefined, null, 5, true, {}, [], () => undefined].map((value) => [value, 'ERR_INVALID_ARG_TYPE'] as const),
  ...['', 'keys', 'LIBUV'].map((value) => [value, 'ERR_INVALID_ARG_VALUE'] as const),
]);

test.each(WRONG)('setFilePool() throws for $title', ({ value: [pool, code] }) => {
  expect(() => {
    setFilePool(pool as unknown as ThreadPool);
  }).toThrow(expect.objectContaining({ name: 'TypeError', code }));
});

test('setFilePool() applies to its own thread: workers have their own file pool', async () => {
  const pool = makePool();
  setFilePool(pool);
  const worker = new Worker(
    `const { readFile, poolStats } = require('offloop');
     readFile('/dev/null').then(() =>
       require('node:worker_threads').parentPort.postMessage(poolStats().map(({ name, completed }) => [name, completed])));`,
    { eval: true },
  );
  const [stats] = (await once(worker, 'message')) as [[string, number][]];
  expect(stats.map(([name]) => name)).toEqual(['libuv', 'keys']);
  expect(stats[0]).toEqual(['libuv', 1]);
  expect(pool.stats().completed).toBe(0);
});
