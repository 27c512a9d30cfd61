// @module-tag quick-portable
// @module-tag quick-runtimes
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { runNode } from '../../support/programs/run-node.js';

const uid = process.getuid?.();

test('kill() reports EPERM for a process of another user, alone and in a list', async ({ skip }) => {
  skip(uid !== 0 && statSync('/proc/1').uid === uid, 'pid 1 belongs to this user, so every process may be signalled');
  const ended = await runNode('signals/kill-as-nobody.mjs');
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  const { error, results } = JSON.parse(ended.stdout) as { error: object; results: object[] };
  expect(error).toEqual({
    name: 'Error',
    message: 'EPERM: operation not permitted, kill 1',
    code: 'EPERM',
    errno: -constants.errno.EPERM,
    syscall: 'kill',
    pid: 1,
  });
  expect(results).toEqual([
    { pid: 1, delivered: false, error: 'EPERM' },
    { pid: expect.any(Number) as number, delivered: true },
    { pid: 2 ** 31 - 1, delivered: false, error: 'ESRCH' },
  ]);
});
