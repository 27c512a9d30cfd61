// @module-tag quick-portable
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { waitForExit } from 'offloop';
import { expect, test } from 'vitest';
import { threads, untilNoneAdded } from '../support/pools/threads.js';
import { NOBODY, startSleeper } from '../support/processes/sleeper.js';
import { startChild } from '../support/programs/child.js';
import { fixture } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

test('waitForExit() waits for the end of a child', async () => {
  const child = await startSleeper();
  const waiting = waitForExit(child.pid);
  process.kill(child.pid);
  expect(await waiting).toBe('exited');
});

test('waitForExit() waits for the end of a process that is not a child', async () => {
  // Its parent, a shell, has ended.
  const pid = Number(execFileSync('sh', ['-c', 'sleep 1000 >/dev/null 2>&1 & echo $!'], { encoding: 'utf8' }));
  const waiting = waitForExit(pid);
  process.kill(pid, 'SIGKILL');
  expect(await waiting).toBe('exited');
});

test('waitForExit() resolves with gone for a process that does not exist', async () => {
  expect(await waitForExit(NOBODY)).toBe('gone');
});

test('waitForExit() resolves with exited for a zombie', async () => {
  const parent = await startChild('python3', [fixture('processes/zombie.py')]);
  expect(await waitForExit(Number(await parent.nextLine()))).toBe('exited');
});

test('waitForExit() resolves with gone for a thread id', async () => {
  const other = threads().find(({ tid }) => tid !== process.pid);
  expect(await waitForExit(other?.tid ?? NaN)).toBe('gone');
});

test('waitForExit() rejects with ETIMEDOUT after timeoutMs', async () => {
  const error = await rejection(() => waitForExit(process.pid, { timeoutMs: 10 }));
  expect(error).toMatchObject({ code: 'ETIMEDOUT', syscall: 'wait', pid: process.pid });
  expect(error.message).toBe(`ETIMEDOUT: not done within 10 ms, wait ${process.pid}`);
});

test('waitForExit() rejects when the signal is aborted before or during the call', async () => {
  const reason = new Error('enough');
  const before = await rejection(() => waitForExit(process.pid, { signal: AbortSignal.abort(reason) }));
  expect(before).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: reason });
  const controller = new AbortController();
  const waiting = rejection(() => waitForExit(process.pid, { signal: controller.signal }));
  controller.abort(reason);
  expect(await waiting).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: reason });
});

test('many calls of waitForExit() use no thread each and leave no descriptor', async () => {
  await rejection(() => waitForExit(process.pid, { timeoutMs: 0 }));
  const countDescriptors = () => readdirSync('/proc/self/fd').length;
  const before = { threads: threads(), descriptors: countDescriptors() };
  const children = await Promise.all(Array.from({ length: 200 }, startSleeper));
  const controller = new AbortController();
  const own = Array.from({ length: 1000 }, () => waitForExit(process.pid, { signal: controller.signal }));
  const waiting = children.map(({ pid }) => waitForExit(pid));
  await untilNoneAdded(before.threads);
  for (const { pid } of children) process.kill(pid, 'SIGKILL');
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['exited']));
  controller.abort();
  await Promise.allSettled(own);
  await Promise.all(children.map(({ ended }) => ended));
  await until(() => countDescriptors() <= before.descriptors);
});

test.each([0, -1, 1.5, NaN, Infinity, 2 ** 31, -(2 ** 31)])(
  'waitForExit() rejects pid %s as out of range',
  async (pid) => {
    const error = await rejection(() => waitForExit(pid));
    expect(error).toBeInstanceOf(RangeError);
    expect(error.code).toBe('ERR_OUT_OF_RANGE');
  },
);

test.each(['1', null, undefined, {}, [], 1n, true])('waitForExit() rejects pid %s as not a number', async (pid) => {
  const error = await rejection(() => waitForExit(pid as number));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
});

test.each([
  [{ timeoutMs: -1 }, 'ERR_OUT_OF_RANGE'],
  [{ timeoutMs: NaN }, 'ERR_OUT_OF_RANGE'],
  [{ timeoutMs: '1' }, 'ERR_INVALID_ARG_TYPE'],
  [{ signal: {} }, 'ERR_INVALID_ARG_TYPE'],
  [5, 'ERR_INVALID_ARG_TYPE'],
])('waitForExit() rejects options %j', async (options, code) => {
  expect((await rejection(() => waitForExit(process.pid, options as object))).code).toBe(code);
});
