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

test("keys leave libuv's pool to others", async () => {
  const ended = await runNode('keys/beside-generations.mjs', [], oneThread);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const others = ['fs.readFile', 'readFile', 'dns.lookup', 'pbkdf2'];
  expect(ended.stdout.trim().split('\n')).toEqual([...others, ...Array<string>(8).fill('ABORT_ERR')]);
});

test.skipIf(process.platform === 'win32')("keys do not wait for libuv's pool", async () => {
  const ended = await runNode('keys/beside-full-pool.mjs', [], oneThread);
  expect(ended).toMatchObject({ code: 0, stderr: '', stdout: 'ed25519\nrsa\nfs.readFile\n' });
});

describe.skipIf(!hasProc)('the threads that keys are made on', () => {
  test('are as many as the processor can run at once, however much there is to do, and yield to others', async () => {
    const before = threads();
    const controller = new AbortController();
    const keys = Array.from({ length: availableParallelism() * 8 }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, signal: controller.signal })),
    );
    await until(() => keyThreads().filter(({ niceness }) => niceness === 10).length === availableParallelism());
    controller.abort();
    await Promise.all(keys);
    await Promise.all(Array.from({ length: 100 }, () => genKey('ed25519')));

    // None has been added to them, but in the place of one that is slow to notice the abort, which then ends.
    await until(() => keyPool()?.running === 0 && keyThreads().length === availableParallelism());
    // They are named and niced once they are to be seen working.
    expect(keyThreads().map(({ niceness }) => niceness)).toEqual(Array(availableParallelism()).fill(10));
    // The others are as nice as they were: niceness is a thread's own on Linux.
    for (const { tid, niceness } of before) {
      expect(threads().find((thread) => thread.tid === tid)?.niceness ?? niceness).toBe(niceness);
    }
  });

  test('all work as soon as there is enough to do', async () => {
    // A mistake shows in every other process.
    for (let i = 0; i < 10; i++) {
      const ended = await runNode('keys/every-thread.mjs');
      expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    }
  });

  test('have a queue of 65,536, and what does not fit is refused at once', async () => {
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
    // Not one of those that were accepted was refused.
    expect(new Set((await Promise.all(failures)).map(({ code }) => code))).toEqual(new Set(['ABORT_ERR']));

    // There is room again once the threads are free.
    while ((await outcomeOf(genKey('ed25519'))) !== 'resolved') await nextTurn();
  });

  test('are kept for the next key', async () => {
    const tids = () => keyThreads().map(({ tid }) => tid);
    // Enough to need them all.
    await Promise.all(Array.from({ length: 20 }, () => genKey('rsa', { modulusLength: 1024 })));
    await until(() => keyPool()?.running === 0 && tids().length === availableParallelism());
    const before = tids();
    for (let i = 0; i < 100; i++) await genKey('ed25519');
    expect(tids()).toEqual(before);
  });
});
