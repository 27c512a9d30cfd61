// @module-tag no-asan
// @module-tag quick-tsan
// @module-tag tsan
import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { genKey, poolStats } from 'offloop';
import { describe, expect, test } from 'vitest';
import { outcomeOf } from '../../support/outcome.js';
import { hasProc, keyThreads, threads } from '../../support/pools/threads.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const keyPool = () => poolStats().find(({ name }) => name === 'keys');

const oneThread = { env: { ...process.env, UV_THREADPOOL_SIZE: '1' } };

test("key generation does not occupy libuv's pool", async () => {
  const ended = await runNode('keys/beside-generations.mjs', [], oneThread);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const others = ['fs.readFile', 'readFile', 'dns.lookup', 'pbkdf2'];
  expect(ended.stdout.trim().split('\n')).toEqual([...others, ...Array<string>(8).fill('ABORT_ERR')]);
});

test.skipIf(process.platform === 'win32')("key generation does not wait for libuv's pool", async () => {
  const ended = await runNode('keys/beside-full-pool.mjs', [], oneThread);
  expect(ended).toMatchObject({ code: 0, stderr: '', stdout: 'ed25519\nrsa\nfs.readFile\n' });
});

describe.skipIf(!hasProc)('the key threads', () => {
  test('number os.availableParallelism() under any load, and have a lower priority', async () => {
    const before = threads();
    const controller = new AbortController();
    const keys = Array.from({ length: availableParallelism() * 8 }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, signal: controller.signal })),
    );
    await until(() => keyThreads().filter(({ niceness }) => niceness === 10).length === availableParallelism());
    controller.abort();
    await Promise.all(keys);
    await Promise.all(Array.from({ length: 100 }, () => genKey('ed25519')));

    // The pool adds no thread, except to replace one that is slow to notice the abort and then ends.
    await until(() => keyPool()?.running === 0 && keyThreads().length === availableParallelism());
    // A working thread has its name and its niceness already.
    expect(keyThreads().map(({ niceness }) => niceness)).toEqual(Array(availableParallelism()).fill(10));
    // The niceness of the other threads has not changed: on Linux each thread has its own.
    for (const { tid, niceness } of before) {
      expect(threads().find((thread) => thread.tid === tid)?.niceness ?? niceness).toBe(niceness);
    }
  });

  test('all run as soon as there are enough jobs', async () => {
    // A lost wake-up shows in every second process.
    for (let i = 0; i < 10; i++) {
      const ended = await runNode('keys/every-thread.mjs');
      expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    }
  });

  test('have a queue of 65,536, and reject one job more at once', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const failures = Array.from({ length: availableParallelism() }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, signal })),
    );
    await until(() => keyPool()?.queued === 0);
    for (let i = 0; i < 65536; i++) failures.push(rejection(() => genKey('ed25519', { signal })));
    const refused = await rejection(() => genKey('ed25519'));
    controller.abort();
    expect(refused).toMatchObject({ name: 'Error', code: 'ERR_POOL_FULL' });
    expect(refused.stack).toContain('gen-key/threads.test.ts');
    // No accepted job was rejected.
    expect(new Set((await Promise.all(failures)).map(({ code }) => code))).toEqual(new Set(['ABORT_ERR']));

    // The queue has capacity again once the threads are free.
    while ((await outcomeOf(genKey('ed25519'))) !== 'resolved') await nextTurn();
  });

  test('stay for the next key', async () => {
    const tids = () => keyThreads().map(({ tid }) => tid);
    // Enough jobs to need all threads.
    await Promise.all(Array.from({ length: 20 }, () => genKey('rsa', { modulusLength: 1024 })));
    await until(() => keyPool()?.running === 0 && tids().length === availableParallelism());
    const before = tids();
    for (let i = 0; i < 100; i++) await genKey('ed25519');
    expect(tids()).toEqual(before);
  });
});
