import { getEventListeners } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { readFile, readInto } from 'offloop';
import { beforeAll, expect, test } from 'vitest';
import { countDescriptors, makeFifo } from '../../support/files/fifo.js';
import { untilReadOnLoop } from '../../support/files/on-loop.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});

/** A signal whose addEventListener throws. The loop has opened the FIFO by then. */
class FailingSignal extends EventTarget {
  aborted = false;
  override addEventListener(): void {
    throw new Error('mine');
  }
}

test.each([
  ['readFile', (fifo: string, signal: AbortSignal) => readFile(fifo, { signal })],
  ['readInto', (fifo: string, signal: AbortSignal) => readInto(fifo, Buffer.alloc(10), { signal })],
])('a FIFO is closed when %s fails before a job takes it', async (_, read) => {
  const fifo = makeFifo(folder);
  const signal = new FailingSignal() as unknown as AbortSignal;
  for (let round = 0; round < 50; round++) {
    expect((await rejection(() => read(fifo, signal))).message).toBe('mine');
    expect(countDescriptors(fifo)).toBe(0);
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('FIFOs that a worker waits for are closed when it is terminated', async () => {
  const fifos = Array.from({ length: 20 }, () => makeFifo(folder));
  const worker = new Worker(
    `import('offloop').then(async ({ readFile }) => {
       const { file, fifos } = require('node:worker_threads').workerData;
       for (let round = 0; round < 200; round++) await readFile(file);
       for (const fifo of fifos) void readFile(fifo);
     });`,
    { eval: true, workerData: { file, fifos } },
  );
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 1));
  await worker.terminate();
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 0));
});
