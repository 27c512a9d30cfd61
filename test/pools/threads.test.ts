// @module-tag tsan
import { writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import path from 'node:path';
import { genKey, readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { countDescriptors, makeFifos, openWriter } from '../support/files/fifo.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool, threadsOf } from '../support/pools/pool.js';
import { hasProc, threads, untilNoneAdded } from '../support/pools/threads.js';
import { run, runNode } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

// ps crashes with the libraries that the sanitizers preload.
const plain = { env: { ...process.env, LD_PRELOAD: undefined } };
const ps = await run('ps', ['-V'], plain).catch(() => undefined);
if (ps === undefined) console.warn('skipped: a test of threads.test.ts needs ps (apt-get install procps)');

describe.skipIf(!hasProc)('the threads of a pool', () => {
  test('start on demand, up to the number in `threads`, and stay', async () => {
    const pool = makePool({ threads: 3 });
    expect(threadsOf(pool.name)).toHaveLength(0);
    await readFile(file, { pool });
    expect(threadsOf(pool.name)).toHaveLength(1);
    const controller = new AbortController();
    const { signal } = controller;
    const endless = Array.from({ length: 10 }, () =>
      rejection(() => genKey('rsa', { modulusLength: 16384, pool, signal })),
    );
    await until(() => pool.stats().running === 3);
    expect(threadsOf(pool.name)).toHaveLength(3);
    controller.abort();
    await Promise.all(endless);
    await Promise.all(Array.from({ length: 100 }, () => readFile(file, { pool })));
    // On a busy machine some may have been replaced before they returned.
    await until(() => pool.stats().running === 0 && threadsOf(pool.name).length === 3);
  });

  test.skipIf(ps === undefined)('have names that ps shows, truncated to 15 bytes', async () => {
    const pools = ['short', 'much longer than that', 'größere'].map((name) => makePool({ name }));
    await Promise.all(pools.map((pool) => readFile(file, { pool })));
    const { stdout } = await run('ps', ['-T', '-o', 'comm=', '-p', String(process.pid)], plain);
    const names = stdout.split('\n').map((line) => line.trim());
    expect(names).toContain('offloop-short');
    expect(names).toContain('offloop-much lo'.slice(0, 15));
    expect(threads().filter(({ name }) => name.startsWith('offloop-gr'))).toHaveLength(1);
  });

  test.each([0, 7, 19])('have the niceness %i, and no other thread has', async (niceness) => {
    const pool = makePool({ niceness });
    const before = new Map(threads().map((thread) => [thread.tid, thread.niceness]));
    await Promise.all(Array.from({ length: 100 }, () => readFile(file, { pool })));
    // A new thread sets its name before its niceness.
    const expected = niceness === 0 ? getPriority() : niceness;
    await until(() => threadsOf(pool.name).every((thread) => thread.niceness === expected));
    for (const thread of threads()) expect(thread.niceness).toBe(before.get(thread.tid) ?? thread.niceness);
  });

  test('are not blocked by a hundred FIFOs without a writer', async () => {
    const pool = makePool({ threads: 1 });
    await readFile(file, { pool });
    const before = threads();
    const fifos = makeFifos(folder, 100);
    const pending = fifos.map((fifo) => readFile(fifo, { pool, encoding: 'utf8' }));
    expect(await readFile(file, { pool, encoding: 'utf8' })).toBe('content');
    await until(() => fifos.every((fifo) => countDescriptors(fifo) === 1));
    await untilNoneAdded(before);
    expect(await readFile(file, { pool, encoding: 'utf8' })).toBe('content');

    for (const fifo of fifos) {
      const writer = await openWriter(fifo);
      await writer.writeFile(fifo);
      await writer.close();
    }
    expect(await Promise.all(pending)).toEqual(fifos);
    await untilNoneAdded(before);
    expect(threadsOf(pool.name)).toHaveLength(1);
  });

  test('end and free their memory, for ten thousand pools', async () => {
    const ended = await runNode('pools/ten-thousand-pools.mjs', [file]);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    // A leaked pool would take 16 KiB, a leaked thread 8 MiB.
    expect(Number(ended.stdout)).toBeLessThan(20 * 2 ** 20);
  });
});

test.each([
  ['ref', 'alive\n'],
  ['unref', ''],
  ['close', ''],
  ['close while a key is made ahead', 'closed\n'],
  ['neither', ''],
  ['work', 'worked\n'],
  ['ref of a closed pool', ''],
])('a pool keeps the program alive only while it is ref()ed or has pending calls: %s', async (how, said) => {
  const ended = await runNode('pools/keep-alive.mjs', [how]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: `${said}nothing left to do\n`, stderr: '' });
});

test('a pool that keeps the program alive is not garbage collected', async () => {
  const ended = await runNode('pools/keep-alive.mjs', ['ref of garbage']);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'alive\nnothing left to do\n', stderr: '' });
});
