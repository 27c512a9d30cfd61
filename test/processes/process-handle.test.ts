// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag quick-debug
import { openProcess, ProcessHandle } from 'offloop';
import { describe, expect, test } from 'vitest';
import { NOBODY, startSleeper } from '../support/processes/sleeper.js';
import { startChild } from '../support/programs/child.js';
import { fixture, runNode } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';

describe('openProcess()', () => {
  test('rejects with its documented errors', async () => {
    const error = await rejection(() => openProcess(NOBODY));
    expect(error.message).toBe(`ESRCH: no such process, open ${NOBODY}`);
    expect(error).toMatchObject({ code: 'ESRCH', errno: -3, syscall: 'open', pid: NOBODY });
    expect(error.stack).toContain('process-handle.test.ts');
  });
});

describe('ProcessHandle', () => {
  test('kill() signals the process of the handle', async () => {
    const child = await startSleeper();
    using handle = await openProcess(child.pid);
    expect(handle).toBeInstanceOf(ProcessHandle);
    expect(handle.pid).toBe(child.pid);
    await handle.kill('NONE');
    await handle.kill();
    expect(await child.ended).toBe('SIGTERM');
  });

  test('kill() rejects with ESRCH once the process has ended', async () => {
    const child = await startSleeper();
    using handle = await openProcess(child.pid);
    await handle.kill('SIGKILL');
    await handle.exited;
    for (const signal of ['SIGTERM', 0, 'SIGKILL'] as const) {
      const error = await rejection(() => handle.kill(signal));
      expect(error).toMatchObject({ code: 'ESRCH', syscall: 'kill', pid: child.pid });
      expect(error.message).toBe(`ESRCH: no such process, kill ${child.pid}`);
    }
  });

  test('exited resolves for a zombie', async () => {
    const parent = await startChild('python3', [fixture('processes/zombie.py')]);
    using handle = await openProcess(Number(await parent.nextLine()));
    expect((await rejection(() => handle.kill(0))).code).toBe('ESRCH');
    await handle.exited;
    parent.tell('reap it');
    await parent.nextLine();
    expect((await rejection(() => handle.kill(0))).code).toBe('ESRCH');
  });

  test('exited waits for the last thread of a process', async () => {
    const child = await startChild('python3', [fixture('processes/headless.py')]);
    const pid = Number(await child.nextLine());
    using handle = await openProcess(pid);
    let ended = false;
    void handle.exited.then(() => (ended = true));
    await handle.kill(0);
    expect(ended).toBe(false);
    child.tell('end');
    await handle.exited;
  });

  test('exited is the same promise at every read, even after the process has ended', async () => {
    const child = await startSleeper();
    using handle = await openProcess(child.pid);
    const first = handle.exited;
    expect(handle.exited).toBe(first);
    await handle.kill('SIGKILL');
    await first;
    expect(handle.exited).toBe(first);
  });

  test('calls on a closed handle reject with EBADF', async () => {
    const child = await startSleeper();
    const handle = await openProcess(child.pid);
    const { exited } = handle;
    handle.close();
    handle.close();
    handle[Symbol.dispose]();
    for (const call of [() => exited, () => handle.kill(), () => handle.terminate(), () => handle.exited]) {
      expect(await rejection(call)).toMatchObject({ code: 'EBADF', pid: child.pid });
    }
    expect(handle.ref().unref()).toBe(handle);
    process.kill(child.pid, 0);
  });

  test('exited rejects with EBADF if the handle is closed before the first read', async () => {
    const child = await startSleeper();
    const handle = await openProcess(child.pid);
    handle.close();
    expect((await rejection(() => handle.exited)).code).toBe('EBADF');
  });

  test.each([
    ['watched', 'killed'],
    ['unwatched', 'ended'],
    ['unref', 'ended'],
    ['unref before', 'ended'],
    ['ref after unref', 'killed'],
    ['closed', 'ended'],
  ])('a program with a handle that is %s ends after its child was %s', async (kind, outcome) => {
    // Only the handle can keep the program alive.
    const { code, signal, stdout, stderr } = await runNode('processes/kept-alive.mjs', [kind]);
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    expect(stdout).toBe(`${outcome}\n`);
  });

  test('the constructor of ProcessHandle throws', () => {
    for (const given of [[], [1], [Symbol('ProcessHandle'), 1, {}]]) {
      expect(() => Reflect.construct(ProcessHandle, given) as unknown).toThrow(
        expect.objectContaining({ code: 'ERR_ILLEGAL_CONSTRUCTOR' }) as Error,
      );
    }
  });
});
