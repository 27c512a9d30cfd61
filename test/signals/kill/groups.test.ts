// @module-tag quick-portable
// @module-tag quick-runtimes
import { constants } from 'node:os';
import { kill } from 'offloop';
import { expect, test } from 'vitest';
import { arrival, compileReceiver } from '../../support/processes/signal-receiver.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';

const receiverProgram = compileReceiver();

test('kill() with pid 0 signals the process group of the caller', async () => {
  // A group of its own, so that the test runner is not signalled.
  const caller = await startChild(process.execPath, [fixture('signals/kill-own-group.mjs'), receiverProgram], {
    detached: true,
  });
  expect(JSON.parse(await caller.nextLine())).toEqual({
    pid: caller.pid,
    receiver: `${constants.signals.SIGUSR1} 0 ${caller.pid} 0`,
  });
});

test('kill() with a negative pid signals every process of the group', async () => {
  const group = await startChild('sh', ['-c', '"$0" & exec "$0"', receiverProgram], { detached: true });
  await group.nextLine();
  await group.nextLine();

  await kill(-group.pid, 'RTMIN+5');
  expect(await group.nextLine()).toBe(arrival(39));
  expect(await group.nextLine()).toBe(arrival(39));

  await expect(kill([-group.pid, group.pid], 'HUP')).resolves.toEqual([
    { pid: -group.pid, delivered: true },
    { pid: group.pid, delivered: true },
  ]);

  await kill(-group.pid, 'KILL');
  expect(await group.ended).toBe('SIGKILL');
});

test.each([-(2 ** 31 - 1), -(2 ** 31)])('kill() rejects with ESRCH for the missing group %i', async (pid) => {
  await expect(kill(pid, 0)).rejects.toMatchObject({
    message: `ESRCH: no such process, kill ${pid}`,
    code: 'ESRCH',
    pid,
  });
});
