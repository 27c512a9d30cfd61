// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
// @module-tag quick-debug
import { AsyncLocalStorage } from 'node:async_hooks';
import { createPrivateKey } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { createKeyPool, genKey, type KeyProgress, type PoolStats } from 'offloop';
import { describe, expect, test } from 'vitest';
import {
  closing,
  ENDLESS,
  fullOf,
  holdKeyThreads,
  holdPoolThreads,
  releasing,
  statsOf,
} from '../../support/keys/key-pools.js';
import { makePool } from '../../support/pools/pool.js';
import { rejection } from '../../support/rejection.js';
import { manyTurns } from '../../support/turns.js';
import { until } from '../../support/until.js';

const createAnyPool = createKeyPool as (type?: any, options?: any) => ReturnType<typeof createKeyPool>;

describe('a pool', () => {
  test('fills itself to its size and no further, and refills itself', async () => {
    const pool = closing(createKeyPool('ed25519', { size: 3 }));
    expect(pool.available).toBe(0);
    await fullOf(pool, 3);
    await manyTurns();
    expect(pool.available).toBe(3);
    await Promise.all([pool.take(), pool.take()]);
    await fullOf(pool, 3);
    await until(() => statsOf('key-pools').running === 0);
  });

  test('has sixteen keys by default', async () => {
    const pool = closing(createKeyPool('ed25519'));
    await fullOf(pool, 16);
    await manyTurns();
    expect(pool.available).toBe(16);
  });

  test('gives ready keys at once, each to one call only', async () => {
    const pool = closing(createKeyPool('ed25519', { size: 8 }));
    await fullOf(pool, 8);
    let taken: string[] = [];
    void Promise.all(Array.from({ length: 8 }, () => pool.take())).then((pairs) => {
      taken = pairs.map(({ privateKey }) => privateKey);
    });
    expect(pool.available).toBe(0);
    await new Promise((resolve) => {
      process.nextTick(resolve);
    });
    expect(new Set(taken).size).toBe(8);
  });

  test('makes a key for every call, even for more calls than its size', async () => {
    const pool = closing(createKeyPool('ed25519', { size: 2 }));
    const pairs = await Promise.all(Array.from({ length: 300 }, () => pool.take()));
    expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(300);
    await fullOf(pool, 2);
  });

  test('makes the keys that its options ask for', async () => {
    const passphrase = Buffer.from('secret');
    const pool = closing(
      createKeyPool('rsa', {
        size: 2,
        modulusLength: 1024,
        publicKeyEncoding: { type: 'pkcs1', format: 'der' },
        privateKeyEncoding: { type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase },
      }),
    );
    // The pool has a copy of the options.
    passphrase.fill(0);
    for (let i = 0; i < 4; i++) {
      const { publicKey, privateKey } = await pool.take();
      const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8', passphrase: 'secret' });
      expect(key.asymmetricKeyDetails).toMatchObject({ modulusLength: 1024 });
      expect(publicKey).toBeInstanceOf(Buffer);
    }
  });
});

describe('a pending call', () => {
  test('gets its key from the threads of genKey while the key-pool threads are busy', async () => {
    await holdPoolThreads();
    const pool = closing(createKeyPool('ed25519', { size: 2 }));
    const { completed } = statsOf('keys');
    expect((await pool.take()).privateKey).toContain('PRIVATE KEY');
    expect(statsOf('keys').completed).toBe(completed + 1);
    expect(pool.available).toBe(0);
  });

  test('gets a key that was made ahead if that is ready first, and its own goes into the pool', async () => {
    const release = await holdKeyThreads();
    const pool = closing(createKeyPool('ed25519', { size: 2 }));
    const pairs = await Promise.all([pool.take(), pool.take()]);
    expect(new Set(pairs.map(({ privateKey }) => privateKey)).size).toBe(2);
    // Two are being made, on threads that are kept busy.
    expect(statsOf('keys').queued).toBe(Math.min(2, availableParallelism()));
    await release();
    await fullOf(pool, 2);
    expect([statsOf('keys').queued, statsOf('key-pools').running]).toEqual([0, 0]);
  });

  test('leaves the threads of genKey to others once it has a key that was made ahead', async () => {
    const release = await holdKeyThreads();
    const pool = closing(createKeyPool('ed25519', { size: 40 }));
    await Promise.all(Array.from({ length: 40 }, () => pool.take()));
    expect(statsOf('keys').queued).toBeLessThanOrEqual(availableParallelism());
    await release();
    await fullOf(pool, 40);
  });

  test('is answered in order', async () => {
    const pool = closing(createKeyPool('ed25519', { pool: makePool({ threads: 1 }) }));
    const order: number[] = [];
    await Promise.all(Array.from({ length: 20 }, (_, index) => pool.take().then(() => order.push(index))));
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('reports its progress in the context of createKeyPool', async () => {
    await holdPoolThreads();
    const storage = new AsyncLocalStorage<string>();
    const heard: [KeyProgress, string | undefined][] = [];
    const pool = closing(
      storage.run('created', () =>
        createKeyPool('ed25519', { onProgress: (step) => heard.push([step, storage.getStore()]) }),
      ),
    );
    await storage.run('taken', () => pool.take());
    expect(heard).toEqual([[{ phase: 'found', count: 1 }, 'created']]);
  });

  test('is the only one to report progress: keys made ahead do not', async () => {
    const heard: KeyProgress[] = [];
    const pool = closing(createKeyPool('ed25519', { size: 4, onProgress: (step) => heard.push(step) }));
    await fullOf(pool, 4);
    await pool.take();
    await fullOf(pool, 4);
    expect(heard).toEqual([]);
  });
});

describe('the signal of a call', () => {
  test('takes no key if it is already aborted', async () => {
    const pool = closing(createKeyPool('ed25519', { size: 1 }));
    await fullOf(pool, 1);
    const signal = AbortSignal.abort('enough');
    const error = await rejection(() => pool.take({ signal }));
    expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    expect(pool.available).toBe(1);
  });

  test('rejects at once, and the key that was being made goes into the pool', async () => {
    const threads = makePool({ threads: 1 });
    const held = releasing();
    void rejection(() => genKey('rsa', { ...ENDLESS, pool: threads, signal: held.signal }));
    const pool = closing(createKeyPool('ed25519', { size: 2, pool: threads }));
    const controller = new AbortController();
    const waiting = rejection(() => pool.take({ signal: controller.signal }));
    expect(threads.stats().queued).toBeGreaterThanOrEqual(2);
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'ABORT_ERR', cause: controller.signal.reason as unknown });
    held.release();
    await fullOf(pool, 2);
    expect(threads.stats()).toMatchObject({ completed: 3, queued: 0 });
  });

  test.each(['the threads of genKey', 'a pool of threads'])('leaves %s to others', async (which) => {
    const threads = which === 'a pool of threads' ? makePool({ threads: 2 }) : undefined;
    const stats = () => threads?.stats() ?? statsOf('keys');
    const busy = stats().threads;
    const held = releasing();
    for (let i = 0; i < busy; i++) {
      void rejection(() => genKey('rsa', { ...ENDLESS, ...(threads && { pool: threads }), signal: held.signal }));
    }
    await until(() => stats().running === busy && stats().queued === 0);
    const pool = closing(createKeyPool('ed25519', { size: 40, ...(threads && { pool: threads }) }));
    const { signal, release } = releasing();
    const takes = Array.from({ length: 40 }, () => rejection(() => pool.take({ signal })));
    release();
    await Promise.all(takes);
    // One more may be made ahead there.
    expect(stats().queued).toBeLessThanOrEqual(busy + 1);
    held.release();
    await fullOf(pool, 40);
  });

  test('leaves no more jobs than the pool has capacity for', async () => {
    const release = await holdKeyThreads();
    await holdPoolThreads();
    const pool = closing(createKeyPool('ed25519', { size: 4 }));
    const controller = new AbortController();
    const takes = Array.from({ length: 1000 }, () => rejection(() => pool.take({ signal: controller.signal })));
    expect(statsOf('keys').queued).toBe(1000);
    controller.abort();
    for (const { code } of await Promise.all(takes)) expect(code).toBe('ABORT_ERR');
    // The jobs on both kinds of threads fill the capacity.
    expect(statsOf('keys').queued).toBeLessThanOrEqual(4);
    await release();
    await manyTurns();
    expect(pool.available).toBeLessThanOrEqual(4);
    expect((await pool.take()).privateKey).toContain('PRIVATE KEY');
  });
});

describe('invalid options', () => {
  test.each([
    ['ERR_INVALID_ARG_TYPE', undefined, {}],
    ['ERR_INVALID_ARG_VALUE', 'RSA', {}],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', null],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', 5],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', { size: '5' }],
    ['ERR_OUT_OF_RANGE', 'ed25519', { size: 0 }],
    ['ERR_OUT_OF_RANGE', 'ed25519', { size: 1.5 }],
    ['ERR_OUT_OF_RANGE', 'ed25519', { size: 65537 }],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', { signal: {} }],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', { pool: 'keys' }],
    ['ERR_INVALID_ARG_TYPE', 'ed25519', { onProgress: {} }],
    ['ERR_OUT_OF_RANGE', 'rsa', { modulusLength: 16385 }],
    ['ERR_INVALID_ARG_VALUE', 'ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', passphrase: 'x' } }],
  ])('throw %s: %j, %j', (code, type, options) => {
    expect(() => createAnyPool(type, options)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test.each([
    [/^ERR_OSSL_/, 'rsa', { modulusLength: 100 }],
    [/^ERR_CRYPTO_INVALID_CURVE$/, 'ec', { namedCurve: 'none' }],
  ])('for OpenSSL reject take with %s, and the pool does not retry forever', async (code, type, options) => {
    const pool = closing(createAnyPool(type, options));
    for (let i = 0; i < 2; i++) {
      const errors = await Promise.all([rejection(() => pool.take()), rejection(() => pool.take())]);
      for (const error of errors) {
        expect(error.code).toMatch(code);
        expect(error.stack).toContain('key-pool/take.test.ts');
      }
    }
    const isIdle = ({ queued, running }: PoolStats) => queued + running === 0;
    await until(() => isIdle(statsOf('keys')) && isIdle(statsOf('key-pools')));
    const before = [statsOf('keys').completed, statsOf('key-pools').completed];
    await manyTurns();
    expect([statsOf('keys').completed, statsOf('key-pools').completed]).toEqual(before);
    expect(pool.available).toBe(0);
  });

  test('of take reject', async () => {
    const pool = closing(createKeyPool('ed25519'));
    const take = pool.take.bind(pool) as (options: unknown) => Promise<unknown>;
    for (const options of [5, 'signal', { signal: {} }, { signal: null }]) {
      expect((await rejection(() => take(options))).code).toBe('ERR_INVALID_ARG_TYPE');
    }
  });
});
