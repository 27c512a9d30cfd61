// @module-tag quick-portable
// @module-tag tsan
import { getEventListeners } from 'node:events';
import { promises, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { expect, onTestFinished, test } from 'vitest';
import { countDescriptors, makeFifo, openWriter } from '../../support/files/fifo.js';
import { untilReadOnLoop } from '../../support/files/on-loop.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { labelled } from '../../support/labelled.js';
import { runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

const reasons = labelled([undefined, null, 'a word', { any: 'thing' }]);

function expectAborted(error: unknown, signal: AbortSignal): void {
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
  expect((error as Error).cause).toBe(signal.reason);
}

test.each(reasons)(
  'readFile() rejects when the signal was aborted before the call, with the reason $title',
  async ({ value: reason }) => {
    const signal = AbortSignal.abort(reason);
    expectAborted(await rejection(() => readFile(file, { signal })), signal);
    expectAborted(await rejection(() => readFile('/absent', { signal })), signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  },
);

test.each(reasons)(
  'readFile() rejects when the signal is aborted during the call, with the reason $title',
  async ({ value: reason }) => {
    for (const name of [file, makeFifo(folder)]) {
      const controller = new AbortController();
      const pending = rejection(() => readFile(name, { signal: controller.signal }));
      controller.abort(reason);
      expectAborted(await pending, controller.signal);
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    }
  },
);

test('readFile() rejects when the signal is aborted in process.nextTick after the call, as node:fs does', async () => {
  await untilReadOnLoop(() => readFile(file));
  type Read = (signal: AbortSignal) => Promise<unknown>;
  const reads: Read[] = [
    (signal) => readFile(file, { signal }),
    (signal) => readFile(file, { encoding: 'utf8', signal }),
    (signal) => promises.readFile(file, { signal }),
  ];
  for (const read of reads) {
    const controller = new AbortController();
    const pending = rejection(() => read(controller.signal));
    process.nextTick(() => {
      controller.abort('reason');
    });
    expectAborted(await pending, controller.signal);
  }
});

test('readFile() of a FIFO rejects when the signal is aborted before a writer opens it', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const pending = rejection(() => readFile(fifo, { signal: controller.signal }));
  await until(() => countDescriptors(fifo) === 1);
  controller.abort();
  expectAborted(await pending, controller.signal);
});

test('readFile() of a FIFO rejects when the signal is aborted while the writer is open', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const pending = rejection(() => readFile(fifo, { signal: controller.signal }));
  const writer = await openWriter(fifo);
  await writer.writeFile(Buffer.alloc(200_000));
  controller.abort();
  expectAborted(await pending, controller.signal);
  await until(() => countDescriptors(fifo) === 1);
  await writer.close();
});

test('readFile() ignores a signal that is aborted after it has resolved', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const content = await readFile(file, { signal, encoding: 'utf8' });
  await rejection(() => readFile('/absent', { signal }));
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  controller.abort();
  await nextTurn();
  expect(content).toBe('content');
});

test('readFile() accepts the signals that AbortSignal.timeout() and AbortSignal.any() return', async () => {
  const fifo = makeFifo(folder);
  for (const signal of [AbortSignal.timeout(1), AbortSignal.any([AbortSignal.timeout(1)])]) {
    expectAborted(await rejection(() => readFile(fifo, { signal })), signal);
    expect((signal.reason as Error).name).toBe('TimeoutError');
  }
});

test('readFile() reports invalid arguments even if the signal is aborted', async () => {
  const signal = AbortSignal.abort();
  await expect(readFile(file, { signal, length: -1 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
});

test('a thousand reads share a signal without a warning of Node', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => {
    process.off('warning', onWarning);
  });
  const controller = new AbortController();
  const { signal } = controller;
  const read = () => Array.from({ length: 1000 }, () => readFile(file, { signal, encoding: 'utf8' }));

  expect((await Promise.all(read())).every((content) => content === 'content')).toBe(true);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);

  const pending = Promise.allSettled(read());
  controller.abort();
  for (const result of await pending) expectAborted((result as PromiseRejectedResult).reason, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);

  // Node emits warnings in a later turn.
  await nextTurn();
  expect(warnings).toEqual([]);
});

test('aborting one read does not affect other reads of the same file', async () => {
  const controllers = Array.from({ length: 100 }, () => new AbortController());
  const pending = Promise.allSettled(controllers.map(({ signal }) => readFile(file, { signal, encoding: 'utf8' })));
  for (const [index, controller] of controllers.entries()) if (index % 2 === 0) controller.abort();
  for (const [index, result] of (await pending).entries()) {
    expect(result.status).toBe(index % 2 === 0 ? 'rejected' : 'fulfilled');
  }
});

test.each([0, 1, 20])('readFile() rejects with ETIMEDOUT after a timeout of %i ms', async (timeoutMs) => {
  const fifo = makeFifo(folder);
  const start = performance.now();
  const error = await rejection(() => readFile(fifo, { timeoutMs }));
  // Timers may fire up to a millisecond early.
  expect(performance.now() - start).toBeGreaterThanOrEqual(timeoutMs - 1);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ code: 'ETIMEDOUT', path: fifo });
  expect(error.message).toContain(fifo);
  await until(() => countDescriptors(fifo) === 0);
});

test('readFile() rejects with the error of whichever fires first, signal or timeout', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const { signal } = controller;
  await expect(readFile(fifo, { signal, timeoutMs: 1 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  const pending = rejection(() => readFile(fifo, { signal, timeoutMs: 60_000 }));
  controller.abort();
  expectAborted(await pending, signal);
});

test('the timeout of a finished read does not keep the program alive', async () => {
  const ended = await runNode('files/long-timeouts.mjs', [file, folder]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'fulfilled rejected rejected\n', stderr: '' });
});

test("the stack of an abort or timeout error names the caller's file", async () => {
  const fifo = makeFifo(folder);
  for (const options of [{ timeoutMs: 1 }, { signal: AbortSignal.timeout(1) }, { signal: AbortSignal.abort() }]) {
    try {
      await readFile(fifo, options);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).stack).toContain('read-file/abort.test.ts');
    }
  }
});
