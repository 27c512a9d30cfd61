import { getEventListeners } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFile, readFiles } from 'offloop';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { countDescriptors, makeFifo, makeFifos } from '../../support/files/fifo.js';
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

function expectAborted(error: unknown, signal: AbortSignal): void {
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
  expect((error as Error).cause).toBe(signal.reason);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
}

test('readFiles() rejects when the signal was aborted before the call', async () => {
  const signal = AbortSignal.abort('reason');
  for (const paths of [[], [file], [makeFifo(folder)]]) {
    expectAborted(await rejection(() => readFiles(paths, { signal })), signal);
  }
});

test('readFiles() rejects when the signal is aborted in process.nextTick after the call', async () => {
  for (const paths of [[], [file], [file, file, '/proc/version']]) {
    const controller = new AbortController();
    const pending = rejection(() => readFiles(paths, { signal: controller.signal }));
    process.nextTick(() => {
      controller.abort('reason');
    });
    expectAborted(await pending, controller.signal);
  }
});

test('readFiles() releases everything when the signal is aborted during the call', async () => {
  const fifos = makeFifos(folder, 20);
  const controller = new AbortController();
  const { signal } = controller;
  const pending = rejection(() => readFiles([file, ...fifos, '/proc/version'], { signal }));
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 1));
  controller.abort({ any: 'reason' });
  expectAborted(await pending, signal);
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 0));
});

test('readFiles() rejects when the signal is aborted right after the call', async () => {
  for (const paths of [[file], Array.from({ length: 2000 }, () => file), makeFifos(folder, 5)]) {
    const controller = new AbortController();
    const pending = rejection(() => readFiles(paths, { signal: controller.signal }));
    controller.abort();
    expectAborted(await pending, controller.signal);
  }
});

test('readFiles() leaves no listener on the signal', async () => {
  const { signal } = new AbortController();
  await readFiles(
    Array.from({ length: 1000 }, (_, index) => (index % 2 === 0 ? file : '/proc/version')),
    { signal },
  );
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('thousands of paths share a signal without a leak warning of Node', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => {
    process.off('warning', onWarning);
  });
  const { signal } = new AbortController();
  await Promise.all(
    Array.from({ length: 20 }, () =>
      readFiles(
        Array.from({ length: 500 }, () => file),
        { signal, timeoutMs: 60_000 },
      ),
    ),
  );
  expect(warnings).toEqual([]);
});

test('readFiles() returns the files that were read in time, and ETIMEDOUT for the others', async () => {
  const fifo = makeFifo(folder);
  const other = makeFifo(folder);
  const paths = [file, fifo, path.join(folder, 'absent'), Buffer.from(fifo), pathToFileURL(other), file];
  // Enough time for the regular files, even if the thread waits for a processor.
  const results = await readFiles(paths, { timeoutMs: 2000, encoding: 'utf8' });
  const late = (name: string) => ({
    status: 'rejected',
    reason: { code: 'ETIMEDOUT', syscall: 'read', path: name, errno: -110, name: 'Error' },
  });
  const content = { status: 'fulfilled', value: 'content' };
  const absent = { status: 'rejected', reason: { code: 'ENOENT' } };
  expect(results).toMatchObject([content, late(fifo), absent, late(fifo), late(other), content]);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    const { code, message } = result.reason as NodeJS.ErrnoException;
    if (code === 'ETIMEDOUT') expect(message).toMatch(/^ETIMEDOUT: not done within 2000 ms, read '.*fifo-\d+'$/);
  }
  await until(() => countDescriptors(fifo) + countDescriptors(other) === 0);
});

test('the timeout of readFiles() bounds the whole call, including reads that have not started', async () => {
  const fifos = makeFifos(folder, 300);
  const results = await readFiles([...fifos, file, ...fifos, 'n\0n'], { timeoutMs: 20 });
  const codes = results.map((result) =>
    result.status === 'fulfilled' ? '' : (result.reason as { code: string }).code,
  );
  expect(codes).toHaveLength(602);
  expect(codes.pop()).toBe('ERR_INVALID_ARG_VALUE');
  expect(new Set(codes)).toEqual(new Set(['ETIMEDOUT']));
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 0));
});

test('a timeout of 0 ms returns the files on the loop, or ETIMEDOUT', async () => {
  const [result] = await readFiles([makeFifo(folder)], { timeoutMs: 0 });
  expect(result).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } });
});

test('readFiles() reports whichever fires first, signal or timeout', async () => {
  const fifo = makeFifo(folder);
  const controller = new AbortController();
  const { signal } = controller;
  const [late] = await readFiles([fifo], { signal, timeoutMs: 1 });
  expect(late).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } });
  const pending = rejection(() => readFiles([fifo], { signal, timeoutMs: 60_000 }));
  controller.abort();
  expectAborted(await pending, signal);
});

test('ten thousand paths do not fill the queue of a pool', async () => {
  const proc = Array.from({ length: 10_000 }, () => '/proc/version');
  const lists = await Promise.all([readFiles(proc), readFiles(proc), readFiles(proc)]);
  for (const results of lists) expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10_000);
});
