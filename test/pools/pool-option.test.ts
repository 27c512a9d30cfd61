// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag tsan
import { availableParallelism } from 'node:os';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { genKey, readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { labelled } from '../support/labelled.js';
import { makePool } from '../support/pools/pool.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const file = path.join(temporaryFolder(), 'file');
writeFileSync(file, 'content');

describe('readFile', () => {
  test('reads the same content on a pool', async () => {
    const pool = makePool();
    expect(await readFile(file, { pool })).toEqual(Buffer.from('content'));
    expect(await readFile(file, { pool, encoding: 'utf8', position: 3, length: 2 })).toBe('te');
    expect(await readFile(file, { pool: undefined })).toEqual(Buffer.from('content'));
    expect(pool.stats().completed).toBe(2);
  });

  test("rejects with the same error on a pool, with the caller's line on the stack", async () => {
    const pool = makePool();
    const error = await rejection(() => readFile('/absent', { pool }));
    expect(error).toMatchObject({ code: 'ENOENT', path: '/absent', syscall: 'open' });
    expect(error.stack).toContain('pool-option.test.ts');
    expect((await rejection(() => readFile(file, { pool, maxBytes: 1 }))).code).toBe('EFBIG');
    expect(pool.stats().completed).toBe(2);
  });

  test('reads a thousand files at once on pools of one and of many threads', async () => {
    for (const threads of [1, 8]) {
      const pool = makePool({ threads });
      const reads = await Promise.all(Array.from({ length: 1000 }, () => readFile(file, { pool, encoding: 'utf8' })));
      expect(new Set(reads)).toEqual(new Set(['content']));
      expect(pool.stats()).toMatchObject({ queued: 0, running: 0, completed: 1000, rejected: 0 });
    }
  });
});

describe('genKey', () => {
  test('generates keys on the pool', async () => {
    const pool = makePool({ threads: 2 });
    const pairs = await Promise.all(Array.from({ length: 10 }, () => genKey('ed25519', { pool })));
    expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(10);
    expect((await rejection(() => genKey('rsa', { modulusLength: 100, pool }))).code).toMatch(/^ERR_OSSL_/);
    expect(pool.stats().completed).toBe(11);
  });

  test('frees the thread of the pool on abort', async () => {
    const pool = makePool({ threads: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const endless = rejection(() => genKey('rsa', { modulusLength: 16384, signal, pool }));
    await until(() => pool.stats().running === 1);
    const behind = genKey('ed25519', { pool });
    controller.abort();
    expect((await endless).code).toBe('ABORT_ERR');
    await behind;
  });

  test('does not queue behind keys of the default pool', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const endless = Array.from({ length: availableParallelism() }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, signal })),
    );
    await genKey('ed25519', { pool: makePool() });
    controller.abort();
    await Promise.all(endless);
  });
});

describe('the option `pool` rejects other values', () => {
  const like = { name: 'a', threads: 1, stats: () => ({}) };
  test.each(labelled([null, 5, 'libuv', 'keys', true, {}, [], like, () => undefined]))('$title', async ({ value }) => {
    const pool = value as never;
    for (const call of [() => readFile(file, { pool }), () => genKey('ed25519', { pool })]) {
      expect(await rejection(call)).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
    }
    expect((await rejection(() => readFile(file, { pool }))).message).toContain('"options.pool"');
  });
});

describe('a full queue', () => {
  test('rejects the call after maxQueue, however fast the threads start', async () => {
    for (let i = 0; i < 100; i++) {
      const pool = makePool({ threads: 3, maxQueue: 2 });
      const reads = await Promise.allSettled(Array.from({ length: 6 }, () => readFile(file, { pool })));
      // Some may have ended before the last was submitted.
      expect(reads.slice(0, 5).map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
      await pool.close();
    }
  });

  test('rejects at once, counts the call, and accepts calls again when it has capacity', async () => {
    const pool = makePool({ threads: 1, maxQueue: 3 });
    const controller = new AbortController();
    const { signal } = controller;
    const endless = rejection(() => genKey('rsa', { modulusLength: 16384, signal, pool }));
    await until(() => pool.stats().running === 1);
    const queued = Array.from({ length: 3 }, () => readFile(file, { pool }));
    for (const call of [() => readFile(file, { pool }), () => genKey('ed25519', { pool })]) {
      const error = await rejection(call);
      expect(error).toMatchObject({ name: 'Error', code: 'ERR_POOL_FULL' });
      expect(error.message).toContain(`'${pool.name}'`);
      expect(error.stack).toContain('pool-option.test.ts');
    }
    expect(pool.stats()).toMatchObject({ queued: 3, running: 1, rejected: 2 });
    controller.abort();
    await endless;
    await Promise.all(queued);
    await readFile(file, { pool });
  });

  test('has capacity again after a queued call is aborted', async () => {
    const pool = makePool({ threads: 1, maxQueue: 2 });
    const controller = new AbortController();
    const endless = rejection(() => genKey('rsa', { modulusLength: 16384, signal: controller.signal, pool }));
    await until(() => pool.stats().running === 1);
    for (let round = 0; round < 10; round++) {
      const abort = new AbortController();
      const pending = [1, 2].map(() => rejection(() => readFile(file, { pool, signal: abort.signal })));
      expect(pool.stats().queued).toBe(2);
      abort.abort();
      for (const error of await Promise.all(pending)) expect(error.code).toBe('ABORT_ERR');
      expect(pool.stats()).toMatchObject({ queued: 0, rejected: 0 });
    }
    controller.abort();
    await endless;
  });
});
