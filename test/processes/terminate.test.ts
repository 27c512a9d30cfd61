// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-debug
import { descendants, kill, openProcess, terminate } from 'offloop';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isLeftOut } from '../support/left-out.js';
import { running } from '../support/processes/process-tree.js';
import { NOBODY, startSleeper } from '../support/processes/sleeper.js';
import { startStubborn } from '../support/processes/stubborn.js';
import { startChild } from '../support/programs/child.js';
import { fixture } from '../support/programs/run-node.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

const noProc = isLeftOut('/proc');

/** A shell with a child and a descendant in another session. `last` prints a line when it has started. */
async function startTree(last: string) {
  const shell = await startChild('sh', ['-c', `(setsid sh -c '${last}' & sleep 1000) & wait`]);
  await shell.nextLine();
  return shell;
}

describe('terminate()', () => {
  test('resolves with exited if the first signal ends the process', async () => {
    const child = await startSleeper();
    expect(await terminate(child.pid)).toEqual({ outcome: 'exited', pids: [child.pid], failed: [] });
    expect(await child.ended).toBe('SIGTERM');
  });

  test('sends SIGKILL after forceAfterMs', async () => {
    const child = await startStubborn();
    expect(await terminate(child.pid, { forceAfterMs: 50 })).toEqual({
      outcome: 'forced',
      pids: [child.pid],
      failed: [],
    });
    expect(await child.ended).toBe('SIGKILL');
  });

  test('sends SIGKILL at once if forceAfterMs is 0', async () => {
    const child = await startStubborn();
    expect(await terminate(child.pid, { forceAfterMs: 0 })).toMatchObject({ outcome: 'forced' });
  });

  test('never sends SIGKILL if forceAfterMs is Infinity', async () => {
    const child = await startStubborn();
    const terminating = terminate(child.pid, { killSignal: 'SIGINT', forceAfterMs: Infinity });
    expect(await child.nextLine()).toBe('SIGINT');
    process.kill(child.pid, 'SIGKILL');
    expect(await terminating).toMatchObject({ outcome: 'exited' });
  });

  test('sends killSignal first', async () => {
    const child = await startSleeper();
    expect(await terminate(child.pid, { killSignal: 'INT' })).toMatchObject({ outcome: 'exited' });
    expect(await child.ended).toBe('SIGINT');
  });

  test('continues a stopped process so that its handler runs', async () => {
    const child = await startSleeper();
    process.kill(child.pid, 'SIGSTOP');
    expect(await terminate(child.pid, { forceAfterMs: Infinity })).toMatchObject({ outcome: 'exited' });
  });

  test('resolves with gone for a process that does not exist or has ended', async () => {
    expect(await terminate(NOBODY)).toEqual({ outcome: 'gone', pids: [], failed: [] });
    const parent = await startChild('python3', [fixture('processes/zombie.py')]);
    expect(await terminate(Number(await parent.nextLine()))).toEqual({ outcome: 'gone', pids: [], failed: [] });
  });

  test('ProcessHandle.terminate() terminates the process', async () => {
    const child = await startSleeper();
    using handle = await openProcess(child.pid);
    expect(await handle.terminate()).toEqual({ outcome: 'exited', pids: [child.pid], failed: [] });
    expect(await handle.terminate()).toEqual({ outcome: 'gone', pids: [], failed: [] });
    await handle.exited;
  });

  test('rejects on abort and sends no more signals', async () => {
    const child = await startStubborn();
    const controller = new AbortController();
    const start = performance.now();
    const terminating = rejection(() => terminate(child.pid, { forceAfterMs: 50, signal: controller.signal }));
    // The call has sent the first signal when it returns.
    controller.abort('enough');
    expect(await terminating).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    expect(await child.nextLine()).toBe('SIGTERM');
    // Longer than forceAfterMs.
    await until(() => performance.now() - start > 100);
    await kill(child.pid, 'SIGHUP');
    expect(await child.nextLine()).toBe('SIGHUP');
  });

  test('sends nothing if the signal is aborted before the call', async () => {
    const child = await startSleeper();
    const error = await rejection(() => terminate(child.pid, { signal: AbortSignal.abort() }));
    expect(error.code).toBe('ABORT_ERR');
    process.kill(child.pid, 0);
  });

  test.each([
    [{ forceAfterMs: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ forceAfterMs: NaN }, 'ERR_OUT_OF_RANGE'],
    [{ forceAfterMs: -Infinity }, 'ERR_OUT_OF_RANGE'],
    [{ forceAfterMs: 2 ** 31 }, 'ERR_OUT_OF_RANGE'],
    [{ forceAfterMs: '1' }, 'ERR_INVALID_ARG_TYPE'],
    [{ killSignal: 'FOO' }, 'ERR_UNKNOWN_SIGNAL'],
    [{ killSignal: 999 }, 'ERR_OUT_OF_RANGE'],
    [{ tree: 'yes' }, 'ERR_INVALID_ARG_TYPE'],
    [{ signal: {} }, 'ERR_INVALID_ARG_TYPE'],
    ['SIGTERM', 'ERR_INVALID_ARG_TYPE'],
  ])('rejects options %j', async (options, code) => {
    expect((await rejection(() => terminate(NOBODY, options as object))).code).toBe(code);
  });

  test.each([0, -1, 1.5, NaN, 2 ** 31])('rejects pid %s as out of range', async (pid) => {
    expect((await rejection(() => terminate(pid))).code).toBe('ERR_OUT_OF_RANGE');
  });
});

describe('terminate() with tree', () => {
  test.skipIf(noProc)('resolves with exited if the first signal ends all processes', async () => {
    const shell = await startTree('echo ready; sleep 1000');
    const tree = (await descendants(shell.pid)).map(({ pid }) => pid);
    expect(tree.length).toBeGreaterThanOrEqual(2);
    const { outcome, pids, failed } = await terminate(shell.pid, { tree: true });
    expect({ outcome, failed }).toEqual({ outcome: 'exited', failed: [] });
    expect(pids.at(-1)).toBe(shell.pid);
    for (const pid of tree) expect(pids).toContain(pid);
    expect(running(pids)).toEqual([]);
  });

  test.skipIf(noProc)('sends SIGKILL to all processes that are left', async () => {
    const shell = await startTree(`exec python3 ${fixture('processes/stubborn.py')}`);
    const { outcome, failed, pids } = await terminate(shell.pid, { tree: true, forceAfterMs: 100 });
    expect({ outcome, failed }).toEqual({ outcome: 'forced', failed: [] });
    expect(pids.length).toBeGreaterThanOrEqual(3);
    expect(running(pids)).toEqual([]);
  });

  test.skipIf(noProc)('works on a handle and resolves with gone for a missing root', async () => {
    const shell = await startTree('echo ready; sleep 1000');
    using handle = await openProcess(shell.pid);
    expect((await handle.terminate({ tree: true })).outcome).toBe('exited');
    expect((await handle.terminate({ tree: true })).outcome).toBe('gone');
    expect((await terminate(NOBODY, { tree: true })).outcome).toBe('gone');
  });

  test('rejects the own pid and pid 1', async () => {
    for (const pid of [1, process.pid]) {
      expect((await rejection(() => terminate(pid, { tree: true }))).code).toBe('ERR_INVALID_ARG_VALUE');
    }
  });

  test.skipIf(noProc)('resolves with gone if the root of the handle has ended', async () => {
    const shell = await startTree('echo ready; sleep 1000');
    const orphans = (await descendants(shell.pid)).map(({ pid }) => pid);
    onTestFinished(async () => {
      await kill(orphans, 'SIGKILL');
    });
    using handle = await openProcess(shell.pid);
    await handle.kill('SIGKILL');
    await handle.exited;
    // Its children live on, but are no longer descendants of it.
    expect(await handle.terminate({ tree: true })).toEqual({ outcome: 'gone', pids: [], failed: [] });
  });
});
