// @module-tag quick-portable
// @module-tag quick-runtimes
import { constants } from 'node:os';
import { kill } from 'offloop';
import { expect, test } from 'vitest';
import { arrival, compileReceiver } from '../../support/processes/signal-receiver.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';

const receiverProgram = compileReceiver();

test('pid 0 reaches the whole process group of the caller', async () => {
  // A group of its own, lest the test runner be hit.
  const caller = await startChild(process.execPath, [fixture('signals/kill-own-group.mjs'), receiverProgram], {
    detached: true,
  });
  expect(JSON.parse(await caller.nextLine())).toEqual({
    pid: caller.pid,
    receiver: `${constants.signals.SIGUSR1} 0 ${caller.pid} 0`,
  });
});

test('a negative pid reaches every process of that group', async () => {
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

test.each([-(2 ** 31 - 1), -(2 ** 31)])('group %i, which is not there, is ESRCH', async (pid) => {
  await expect(kill(pid, 0)).rejects.toMatchObject({
    message: `ESRCH: no such process, kill ${pid}`,
    code: 'ESRCH',
    pid,
  });
});
