// @module-tag tsan
// @module-tag quick-debug
import { availableParallelism } from 'node:os';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { genKey, poolStats, readFile, type PoolStats, type ThreadPool } from 'offloop';
import { describe, expect, test } from 'vitest';
import { countDescriptors, makeFifo } from '../support/files/fifo.js';
import { holdLease } from '../support/files/lease.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool } from '../support/pools/pool.js';
import { run } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const NONE = { p50: 0, p99: 0, max: 0 };

function statsOf(name: string): PoolStats {
  const [stats, ...others] = poolStats().filter((pool) => pool.name === name);
  if (stats === undefined || others.length > 0) throw new Error(`not one pool called ${name}`);
  return stats;
}

/** Keeps a thread of a pool busy with a key that takes minutes. Returns a function that stops it. */
async function occupyThread(pool: ThreadPool): Promise<() => Promise<unknown>> {
  const controller = new AbortController();
  const key = rejection(() => genKey('rsa', { modulusLength: 16384, pool, signal: controller.signal }));
  await until(() => pool.stats().running === 1);
  return () => {
    controller.abort();
    return key;
  };
}

/** Resolves after at least this many milliseconds. */
async function pass(milliseconds: number): Promise<void> {
  const start = performance.now();
  await until(() => performance.now() - start >= milliseconds);
}

describe('poolStats()', () => {
  test('lists all pools before their first job', async () => {
    const program = `console.log(JSON.stringify(require('offloop').poolStats()))`;
    for (const size of [undefined, '7', '0', '5000']) {
      const ended = await run(process.execPath, ['-e', program], { env: { ...process.env, UV_THREADPOOL_SIZE: size } });
      const idle = { queued: 0, running: 0, completed: 0, rejected: 0, waitMs: NONE, runMs: NONE };
      const libuv = { undefined: 4, 7: 7, 0: 1, 5000: 1024 }[String(size)];
      expect(JSON.parse(ended.stdout)).toEqual([
        { name: 'libuv', threads: libuv, ...idle },
        { name: 'keys', threads: availableParallelism(), ...idle },
      ]);
    }
  });

  test("counts offloop's own jobs on libuv's pool, and keys", async () => {
    const [libuv, keys] = [statsOf('libuv'), statsOf('keys')];
    await Promise.all(Array.from({ length: 10 }, () => readFile('/dev/null')));
    await rejection(() => readFile('/absent'));
    await genKey('ed25519');
    expect(statsOf('libuv').completed).toBe(libuv.completed + 11);
    expect(statsOf('keys').completed).toBe(keys.completed + 1);
  });

  test('lists open pools in the order of their creation', async () => {
    const names = ['x1', 'x2', 'x3'];
    const pools = names.map((name) => makePool({ name }));
    expect(poolStats().map(({ name }) => name)).toEqual(['libuv', 'keys', ...names]);
    expect(poolStats()[3]).toEqual(pools[1]?.stats());
    await pools[1]?.close();
    expect(poolStats().map(({ name }) => name)).toEqual(['libuv', 'keys', 'x1', 'x3']);
  });
});

describe('stats()', () => {
  test('counts queued, running and completed jobs', async () => {
    const pool = makePool({ threads: 1 });
    const release = await occupyThread(pool);
    const queued = Array.from({ length: 5 }, () => readFile('/dev/null', { pool }));
    expect(pool.stats()).toMatchObject({ threads: 1, queued: 5, running: 1, completed: 0, runMs: NONE });
    await release();
    await Promise.all(queued);
    await until(() => pool.stats().running === 0);
    expect(pool.stats()).toMatchObject({ queued: 0, running: 0, completed: 6, rejected: 0 });
  });

  test('counts a job that waits for an event as neither queued nor running', async () => {
    const pool = makePool({ threads: 1 });
    const fifo = makeFifo(folder);
    const controller = new AbortController();
    const pending = rejection(() => readFile(fifo, { pool, signal: controller.signal }));
    await until(() => countDescriptors(fifo) === 1);
    await until(() => pool.stats().running === 0);
    expect(pool.stats()).toMatchObject({ queued: 0, completed: 0 });
    controller.abort();
    await pending;
    // Rejects at once if the job waits already, else as soon as it does.
    await until(() => pool.stats().completed === 1);
    expect(pool.stats()).toMatchObject({ queued: 0, running: 0 });
  });

  test('measures the times that jobs waited and ran', async () => {
    const pool = makePool({ threads: 1 });
    const start = performance.now();
    const release = await occupyThread(pool);
    const begun = performance.now();
    const behind = readFile('/dev/null', { pool });
    // Much longer than the first job can have waited.
    const held = 2 * (begun - start) + 20;
    await pass(held);
    await release();
    await behind;
    await until(() => pool.stats().running === 0);
    const elapsed = performance.now() - start;
    const { waitMs, runMs } = pool.stats();
    // The second job waited while the first ran.
    for (const { p50, p99, max } of [waitMs, runMs]) {
      expect(p50).toBeGreaterThan(0);
      expect(p99).toBeGreaterThanOrEqual(p50);
      expect(max).toBeGreaterThanOrEqual(p99);
      expect(max).toBeGreaterThan(held);
      expect(max).toBeLessThan(elapsed);
    }
    expect(waitMs.p50).toBeLessThan(waitMs.max);
  });

  test('counts a job with several slices once, with the sum of their times', async ({ skip }) => {
    // A thread reads 16 MiB in one slice. The first slice also opens the file.
    const large = path.join(folder, 'large');
    writeFileSync(large, Buffer.alloc(40 << 20));
    const lease = await holdLease(large, skip);
    const pool = makePool({ threads: 1 });
    const start = performance.now();
    const reading = readFile(large, { pool });
    await lease.asked();
    const held = 500;
    await pass(held);
    lease.giveBack();
    await reading;
    const elapsed = performance.now() - start;
    const { completed, waitMs, runMs } = pool.stats();
    expect(completed).toBe(1);
    expect(runMs.p50).toBeGreaterThan((15 / 16) * runMs.max);
    expect(runMs.max).toBeGreaterThan(held);
    expect(runMs.max + waitMs.max).toBeLessThan(elapsed);
  });
});

describe('quantiles', () => {
  test('a quantile is accurate to 1/32', async () => {
    // With one job, all quantiles are the time of the exact maximum: here from a microsecond to tenths of a second.
    const jobs: ((pool: ThreadPool) => Promise<unknown>)[] = [
      (pool) => rejection(() => readFile('/absent', { pool })),
      (pool) => readFile('/proc/self/smaps', { pool }),
      (pool) => genKey('ed25519', { pool }),
      ...[512, 1024, 2048].map((bits) => (pool: ThreadPool) => genKey('rsa', { modulusLength: bits, pool })),
    ];
    for (const job of [...jobs, ...jobs, ...jobs]) {
      const pool = makePool({ threads: 1 });
      await job(pool);
      const { waitMs, runMs } = pool.stats();
      for (const { p50, p99, max } of [waitMs, runMs]) {
        expect(p99).toBe(p50);
        expect(p50).toBeLessThanOrEqual(max);
        expect(p50).toBeGreaterThanOrEqual((31 / 32) * max);
      }
    }
  });

  test('p50 and p99 are the times that 50 % and 99 % of the jobs do not exceed', async () => {
    const pool = makePool({ threads: 1 });
    for (let i = 0; i < 199; i++) await readFile('/dev/null', { pool });
    const short = pool.stats().runMs;
    const runLong = async () => {
      const release = await occupyThread(pool);
      await pass(3 * short.max);
      await release();
      await until(() => pool.stats().running === 0);
    };
    // Only one job in two hundred is long, so p99 excludes it.
    await runLong();
    const { p50, p99, max } = pool.stats().runMs;
    expect(p50).toBeLessThanOrEqual(p99);
    expect(p99).toBeLessThan(max / 2);
    expect(max).toBeGreaterThan(3 * short.max);
    for (let i = 0; i < 3; i++) await runLong();
    expect(pool.stats().runMs.p99).toBeGreaterThan(p99);
    expect(pool.stats().runMs.max).toBeGreaterThanOrEqual(max);
  });
});
