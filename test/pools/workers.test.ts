// @module-tag quick-runtimes
// @module-tag quick-tsan
// @module-tag tsan
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { genKey, readFile, type ThreadPool } from 'offloop';
import { expect, test } from 'vitest';
import { makeFifo } from '../support/files/fifo.js';
import { holdLease } from '../support/files/lease.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { makePool, threadsOf } from '../support/pools/pool.js';
import { hasProc } from '../support/pools/threads.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

interface Started {
  worker: Worker;
  /** Its first message. */
  said: unknown;
  exited: Promise<unknown>;
}

/** Starts a worker that runs this program with `offloop` and `say` in scope. Resolves when it has said something. */
async function startWorker(program: string, workerData: unknown = file): Promise<Started> {
  const worker = new Worker(
    `const offloop = require('offloop');
     const { parentPort, workerData } = require('node:worker_threads');
     const say = (message) => parentPort.postMessage(message);
     ${program}`,
    { eval: true, workerData },
  );
  const exited = once(worker, 'exit');
  const [said] = (await once(worker, 'message')) as unknown[];
  return { worker, said, exited };
}

test.skipIf(!hasProc)('the threads of a pool end when its worker is terminated', async () => {
  const { worker } = await startWorker(`
    const pool = offloop.createThreadPool({ name: 'wt', threads: 3 }).ref();
    Promise.all(Array.from({ length: 100 }, () => offloop.readFile(workerData, { pool }))).then(say);`);
  expect(threadsOf('wt').length).toBeGreaterThan(0);
  await worker.terminate();
  await until(() => threadsOf('wt').length === 0);
});

test.skipIf(!hasProc)('the threads of a pool end when its worker exits', async () => {
  const { exited } = await startWorker(`
    const pool = offloop.createThreadPool({ name: 'we', threads: 3 });
    offloop.genKey('ed25519', { pool }).then(say);`);
  await exited;
  await until(() => threadsOf('we').length === 0);
});

test.skipIf(!hasProc)(
  'the threads of a pool end when its worker is terminated with jobs of every kind queued',
  async () => {
    for (let i = 0; i < 10; i++) {
      const program = `
      const pool = offloop.createThreadPool({ name: 'wq', threads: 2 });
      for (let i = 0; i < 1000; i++) {
        offloop.readFile(workerData, { pool });
        offloop.readFile('/dev/zero', { pool, length: 64 << 20 });
        offloop.genKey('rsa', { pool });
      }
      void pool.close();
      say();`;
      const { worker } = await startWorker(program, makeFifo(folder));
      await worker.terminate();
      await until(() => threadsOf('wq').length === 0);
    }
  },
);

test.skipIf(!hasProc)('a stuck thread does not delay the end of its worker', async ({ skip }) => {
  const leased = path.join(folder, 'leased');
  writeFileSync(leased, 'content');
  const lease = await holdLease(leased, skip);
  const program = `
    const pool = offloop.createThreadPool({ name: 'ws', threads: 1 });
    offloop.readFile(workerData, { pool });
    for (let i = 0; i < 100; i++) offloop.readFile('/dev/null', { pool });
    say();`;
  const { worker } = await startWorker(program, leased);
  await lease.asked();
  await worker.terminate();
  expect(threadsOf('ws')).toHaveLength(1);
  lease.giveBack();
  await until(() => threadsOf('ws').length === 0);
});

test('poolStats() in a worker shows its own pools and jobs, and the shared key threads', async () => {
  const pool = makePool();
  await readFile(file, { pool });
  await genKey('ed25519');
  const { said } = await startWorker(`
    const pool = offloop.createThreadPool({ name: 'own' });
    offloop.readFile(workerData, { pool }).then(() => say(offloop.poolStats()));`);
  expect(said).toMatchObject([
    { name: 'libuv', completed: 0 },
    { name: 'keys' },
    { name: 'own', completed: 1, queued: 0, running: 0 },
  ]);
  expect((said as { completed: number }[])[1]?.completed).toBeGreaterThan(0);
});

test('a pool that is sent to a worker arrives as a plain object that is refused', async () => {
  const copy = structuredClone<ThreadPool>(makePool());
  expect((await rejection(() => readFile(file, { pool: copy }))).code).toBe('ERR_INVALID_ARG_TYPE');
});
