// @module-tag quick-portable
// @module-tag tsan
import { getEventListeners } from 'node:events';
import { promises, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { expect, onTestFinished, test } from 'vitest';
import { countDescriptors, makeFifo, openWriter } from '../../support/files/fifo.js';
import { becomesHot } from '../../support/files/hot.js';
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

test.each(reasons)('a signal that was aborted before, with the reason $title', async ({ value: reason }) => {
  const signal = AbortSignal.abort(reason);
  expectAborted(await rejection(() => readFile(file, { signal })), signal);
  expectAborted(await rejection(() => readFile('/absent', { signal })), signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test.each(reasons)('a signal that is aborted meanwhile, with the reason $title', async ({ value: reason }) => {
  for (const name of [file, makeFifo(folder)]) {
    const controller = new AbortController();
    const pending = rejection(() => readFile(name, { signal: controller.signal }));
    controller.abort(reason);
    expectAborted(await pending, controller.signal);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  }
});

test('a signal that is aborted in process.nextTick after the call, as with node:fs', async () => {
  await becomesHot(() => readFile(file));
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

test('a signal that is aborted while the writer of a FIFO is waited for', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const pending = rejection(() => readFile(fifo, { signal: controller.signal }));
  await until(() => countDescriptors(fifo) === 1);
  controller.abort();
  expectAborted(await pending, controller.signal);
});

test('a signal that is aborted while a writer is being read', async () => {
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

test('a signal that is aborted after the end changes nothing', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const content = await readFile(file, { signal, encoding: 'utf8' });
  await rejection(() => readFile('/absent', { signal }));
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  controller.abort();
  await nextTurn();
  expect(content).toBe('content');
});

test('signals that Node makes', async () => {
  const fifo = makeFifo(folder);
  for (const signal of [AbortSignal.timeout(1), AbortSignal.any([AbortSignal.timeout(1)])]) {
    expectAborted(await rejection(() => readFile(fifo, { signal })), signal);
    expect((signal.reason as Error).name).toBe('TimeoutError');
  }
});

test('bad arguments are said to be bad, aborted or not', async () => {
  const signal = AbortSignal.abort();
  await expect(readFile(file, { signal, length: -1 })).rejects.toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
});

test('a thousand reads may share a signal', async () => {
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

  // Warnings are told in a turn of their own.
  await nextTurn();
  expect(warnings).toEqual([]);
});

test('aborting one read leaves the others that share a file', async () => {
  const controllers = Array.from({ length: 100 }, () => new AbortController());
  const pending = Promise.allSettled(controllers.map(({ signal }) => readFile(file, { signal, encoding: 'utf8' })));
  for (const [index, controller] of controllers.entries()) if (index % 2 === 0) controller.abort();
  for (const [index, result] of (await pending).entries()) {
    expect(result.status).toBe(index % 2 === 0 ? 'rejected' : 'fulfilled');
  }
});

test.each([0, 1, 20])('a timeout of %i ms', async (timeoutMs) => {
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

test('what comes first counts, the signal or the timeout', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const { signal } = controller;
  await expect(readFile(fifo, { signal, timeoutMs: 1 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  const pending = rejection(() => readFile(fifo, { signal, timeoutMs: 60_000 }));
  controller.abort();
  expectAborted(await pending, signal);
});

test('a timeout that was not needed does not keep the program alive', async () => {
  const ended = await runNode('files/long-timeouts.mjs', [file, folder]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'fulfilled rejected rejected\n', stderr: '' });
});

test('the stack of an error names the file of the caller', async () => {
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
