import { availableParallelism } from 'node:os';
import { createKeyPool, createThreadPool, genKey } from 'offloop';
import { describe, expect, test } from 'vitest';
import { closing, ENDLESS, fullOf, releasing, statsOf } from '../../support/keys/key-pools.js';
import { makePool } from '../../support/pools/pool.js';
import { hasProc } from '../../support/pools/threads.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn('skipped: key pools of another user than root are what this user has shown');

describe.skipIf(!hasProc)('the threads of key pools', () => {
  // Root may lower the niceness again, and so would not notice a thread that tries to.
  test.each(isRoot ? ['root', 'nobody'] : ['oneself'])(
    'are shared by all key pools, at the highest niceness, beside those of genKey: as %s',
    async (who) => {
      const ended = await runNode('keys/pool-niceness.mjs', [who]);
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(ended.stdout)).toEqual({
        names: [
          ['libuv', 'keys'],
          ['libuv', 'keys', 'key-pools'],
        ],
        uid: who === 'nobody' ? 65534 : process.getuid?.(),
        keys: Array(availableParallelism()).fill(10),
        pools: Array(availableParallelism()).fill(19),
      });
    },
  );
});

test('createThreadPool refuses the name of the key-pool threads', () => {
  expect(() => createThreadPool({ name: 'key-pools' })).toThrow(
    expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }) as Error,
  );
});

describe('a ThreadPool in the options', () => {
  test('makes all keys', async () => {
    const threads = makePool({ threads: 2 });
    const { completed } = statsOf('keys');
    const pool = closing(createKeyPool('ed25519', { size: 4, pool: threads }));
    await Promise.all(Array.from({ length: 10 }, () => pool.take()));
    await fullOf(pool, 4);
    expect(threads.stats().completed).toBe(14);
    expect(statsOf('keys').completed).toBe(completed);
  });

  test('makes one key ahead at a time, and those of pending calls', async () => {
    const threads = makePool({ threads: 1 });
    const held = releasing();
    void rejection(() => genKey('rsa', { ...ENDLESS, pool: threads, signal: held.signal }));
    await until(() => threads.stats().running === 1);
    const pool = closing(createKeyPool('ed25519', { pool: threads }));
    expect(threads.stats().queued).toBe(1);
    const takes = [pool.take(), pool.take()];
    expect(threads.stats().queued).toBe(3);
    held.release();
    await Promise.all(takes);
    await fullOf(pool, 16);
  });

  test('may be full, which rejects take', async () => {
    const threads = makePool({ threads: 1, maxQueue: 1 });
    const held = releasing();
    void rejection(() => genKey('rsa', { ...ENDLESS, pool: threads, signal: held.signal }));
    await until(() => threads.stats().running === 1);
    const pool = closing(createKeyPool('ed25519', { pool: threads, size: 2 }));
    expect((await rejection(() => pool.take())).code).toBe('ERR_POOL_FULL');
    held.release();
    // The key that was queued. The pool refills itself after the next take.
    await fullOf(pool, 1);
    await pool.take();
    await fullOf(pool, 2);
  });
});

describe('the lifetime of a program with', () => {
  test.each([
    ['keys that are made ahead', ''],
    ['keys that are there', ''],
    ['a call that waits', 'alive\nERR_POOL_CLOSED\n'],
    ['a call that waited until it was aborted', 'ABORT_ERR\n'],
    ['ref', 'alive\n'],
    ['unref', ''],
    ['close', 'closed\n'],
    ['garbage', ''],
    ['ref of garbage that a signal has closed', ''],
    ['a call that waits for garbage', '-----BEGIN PRIVATE KEY-----\n'],
  ])('%s', async (how, said) => {
    const ended = await runNode('keys/pool-alive.mjs', [how], { timeout: 50_000 });
    expect(ended).toEqual({ code: 0, signal: null, stdout: `${said}nothing left to do\n`, stderr: '' });
  });

  test('a ref()ed pool is not garbage collected', async () => {
    const ended = await runNode('keys/pool-alive.mjs', ['ref of garbage'], { timeout: 50_000 });
    expect(ended).toEqual({ code: 0, signal: null, stdout: 'alive\n', stderr: '' });
  });
});
