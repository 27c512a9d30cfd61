// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
import { getEventListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { createKeyPool } from 'offloop';
import { describe, expect, test } from 'vitest';
import { closing, ENDLESS, fullOf, holdKeyThreads, holdPoolThreads, statsOf } from '../../support/keys/key-pools.js';
import { makePool } from '../../support/pools/pool.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const CLOSED = { name: 'Error', code: 'ERR_POOL_CLOSED', message: 'The key pool is closed: it gives no more keys' };

describe('close()', () => {
  test('drops the keys, rejects later calls, and returns the same promise when it is called twice', async () => {
    const pool = createKeyPool('ed25519', { size: 2 });
    await fullOf(pool, 2);
    const closed = pool.close();
    expect(pool.available).toBe(0);
    const error = await rejection(() => pool.take());
    expect(error).toMatchObject(CLOSED);
    expect(error.stack).toContain('key-pool/close.test.ts');
    expect(pool.close()).toBe(closed);
    expect(pool[Symbol.asyncDispose]()).toBe(closed);
    await expect(closed).resolves.toBeUndefined();
    expect(pool.ref().unref()).toBe(pool);
  });

  test('stops running jobs, rejects pending calls at once, and resolves when no thread runs a job', async () => {
    const threads = availableParallelism();
    const pool = createKeyPool('rsa', { ...ENDLESS, size: threads });
    const waiting = Array.from({ length: threads }, () => rejection(() => pool.take()));
    await until(() => statsOf('key-pools').running === threads && statsOf('keys').running === threads);
    let done = false;
    const closed = pool.close().then(() => {
      done = true;
      expect([statsOf('key-pools').running, statsOf('keys').running]).toEqual([0, 0]);
    });
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject(CLOSED);
    // The calls reject in the same turn. The threads and the event loop take longer to notice.
    expect(done).toBe(false);
    await closed;
  });

  test('does not wait for the jobs of others', async () => {
    await holdKeyThreads();
    await holdPoolThreads();
    const pool = createKeyPool('ed25519');
    const waiting = rejection(() => pool.take());
    expect(statsOf('keys').queued).toBe(1);
    expect(statsOf('key-pools').queued).toBe(availableParallelism());
    await pool.close();
    expect(await waiting).toMatchObject(CLOSED);
    expect([statsOf('keys').queued, statsOf('key-pools').queued]).toEqual([0, 0]);
  });

  test('is called at the end of an `await using` block', async () => {
    let pool;
    {
      await using own = createKeyPool('ed25519');
      pool = own;
      await own.take();
    }
    expect(await rejection(() => pool.take())).toMatchObject(CLOSED);
  });

  test('may be called in the middle of a call', async () => {
    const pool = createKeyPool('rsa', ENDLESS);
    let looks = 0;
    const aborted = () => {
      if (++looks === 2) void pool.close();
      return false;
    };
    const signal = Object.defineProperty(new AbortController().signal, 'aborted', { get: aborted });
    expect(await rejection(() => pool.take({ signal }))).toMatchObject(CLOSED);
    await pool.close();
  });

  test('leaves its ThreadPool open', async () => {
    const threads = makePool();
    const pool = createKeyPool('ed25519', { pool: threads });
    await pool.take();
    await pool.close();
    await createKeyPool('ed25519', { pool: threads, size: 1 }).take();
  });
});

describe('a signal', () => {
  test.each(['before', 'later'])('that is aborted %s closes the pool', async (when) => {
    const controller = new AbortController();
    const { signal } = controller;
    if (when === 'before') controller.abort('enough');
    const pool = closing(createKeyPool('rsa', { ...ENDLESS, signal }));
    const waiting = rejection(() => pool.take());
    controller.abort('enough');
    for (const error of [await waiting, await rejection(() => pool.take())]) {
      expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    }
    await pool.close();
    expect(statsOf('key-pools').running).toBe(0);
  });

  test('has no listener once the pool is closed', async () => {
    const { signal } = new AbortController();
    const pools = Array.from({ length: 20 }, () => createKeyPool('ed25519', { signal, size: 1 }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await Promise.all(pools.map((pool) => pool.close()));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

test('closing the ThreadPool rejects pending calls, and the key pool does not retry forever', async () => {
  const threads = makePool();
  const pool = closing(createKeyPool('ed25519', { size: 2, pool: threads }));
  await fullOf(pool, 2);
  await threads.close();
  await pool.take();
  await pool.take();
  for (let i = 0; i < 2; i++) expect((await rejection(() => pool.take())).code).toBe('ERR_POOL_CLOSED');
});
