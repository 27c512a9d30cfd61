// @module-tag quick-portable
import { descendants, listProcesses } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../support/left-out.js';
import { allStats, compileTree, startTree, statOf } from '../support/processes/process-tree.js';
import { rejection } from '../support/rejection.js';
import { until } from '../support/until.js';

needs('/proc');

const program = compileTree();

test.each([
  ['wide', 200, ''],
  ['deep', 50, ''],
  ['deep', 50, 's'],
])(
  'descendants() of a tree %s by %i %s lists all but the root, parents before their children',
  async (shape, count, flags) => {
    const tree = await startTree(program, shape, count, { flags });
    const found = await descendants(tree.pid);
    expect(found.map(({ pid }) => pid).sort()).toEqual(tree.pids.filter((pid) => pid !== tree.pid).sort());
    const seen = new Set([tree.pid]);
    for (const { pid, ppid } of found) {
      expect(seen).toContain(ppid);
      seen.add(pid);
    }
    expect(found[0]).toMatchObject({
      name: 'tree',
      argv: [program, shape, String(count), flags],
      uid: process.getuid?.(),
    });
    const listed = (await listProcesses()).find(({ pid }) => pid === found[0]?.pid);
    expect(listed).toMatchObject({
      ...found[0],
      cpuMs: expect.any(Number) as number,
      rssBytes: expect.any(Number) as number,
      state: expect.any(String) as string,
    });
  },
);

test('descendants() lists zombies, and nothing for a process without children', async () => {
  const tree = await startTree(program, 'wide', 1, { flags: 'z', says: 1 });
  await until(() => allStats().some(({ ppid, state }) => ppid === tree.pid && state === 'Z'));
  const [zombie, ...others] = await descendants(tree.pid);
  expect(others).toEqual([]);
  expect(zombie).toMatchObject({ ppid: tree.pid, state: 'Z', argv: [] });
  // A zombie has ended, so it cannot be the root.
  await expect(descendants(zombie?.pid ?? NaN)).rejects.toMatchObject({ code: 'ESRCH' });
});

test('descendants() rejects with ESRCH for a process that is gone or a thread', async () => {
  const nobody = 2 ** 31 - 1;
  expect(await rejection(() => descendants(nobody))).toMatchObject({
    message: `ESRCH: no such process, kill ${nobody}`,
    code: 'ESRCH',
    syscall: 'kill',
    pid: nobody,
  });
  const { readdirSync } = await import('node:fs');
  const thread =
    readdirSync('/proc/self/task')
      .map(Number)
      .find((tid) => tid !== process.pid) ?? NaN;
  expect(statOf(thread)).toBeDefined();
  await expect(descendants(thread)).rejects.toMatchObject({ code: 'ESRCH' });
});

test('a process whose main thread has ended while another runs has not ended', async () => {
  const tree = await startTree(program, 'deep', 1, { flags: 'l' });
  const leader = tree.pids.find((pid) => pid !== tree.pid) ?? NaN;
  await until(() => statOf(leader)?.state === 'Z');
  await expect(descendants(leader)).resolves.toEqual([]);
});

test("the stack of an error names the caller's file", async () => {
  expect((await rejection(() => descendants(2 ** 31 - 1))).stack).toContain('rejection.ts');
});
