// @module-tag quick-portable
import { constants } from 'node:os';
import { readdirSync } from 'node:fs';
import { killTree } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../../support/left-out.js';
import { takeOverPid } from '../../support/processes/pid-reuse.js';
import { allStats, compileTree, running, startTree, statOf } from '../../support/processes/process-tree.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

needs('/proc');

const program = compileTree();
const isRoot = process.getuid?.() === 0;
const NOBODY = 2 ** 31 - 1;

test('killTree() rejects with ESRCH for a root that is gone', async () => {
  const error = await rejection(() => killTree(NOBODY));
  expect(error).toMatchObject({
    message: `ESRCH: no such process, kill ${NOBODY}`,
    code: 'ESRCH',
    errno: -constants.errno.ESRCH,
    syscall: 'kill',
    pid: NOBODY,
  });
  expect(error.stack).toContain('rejection.ts');
});

test('killTree() rejects with ESRCH for a zombie root and leaves zombies in the tree out', async () => {
  const tree = await startTree(program, 'wide', 3, { flags: 'z', says: 3 });
  await until(() => allStats().some(({ ppid, state }) => ppid === tree.pid && state === 'Z'));
  const zombie = allStats().find(({ ppid, state }) => ppid === tree.pid && state === 'Z')?.pid ?? NaN;
  await expect(killTree(zombie)).rejects.toMatchObject({ code: 'ESRCH', pid: zombie });
  const results = await killTree(tree.pid);
  expect(results.map(({ pid }) => pid).sort()).toEqual([...tree.pids].sort());
  expect(results.every(({ delivered }) => delivered)).toBe(true);
});

test('killTree() signals a process whose main thread has ended while another runs', async () => {
  for (const asRoot of [true, false]) {
    const tree = await startTree(program, 'deep', 1, { flags: 'l' });
    const [root = NaN, leader = NaN] = tree.pids;
    await until(() => statOf(leader)?.state === 'Z');
    const results = await killTree(asRoot ? leader : root, 'KILL');
    expect(results).toEqual((asRoot ? [leader] : [leader, root]).map((pid) => ({ pid, delivered: true })));
    await until(() => readdirSync('/proc').every((pid) => pid !== String(leader)) || threadsOf(leader) === 1);
  }
});

function threadsOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).length;
  } catch {
    return 1;
  }
}

test('killTree() rejects with ESRCH for a thread id', async () => {
  const thread =
    readdirSync('/proc/self/task')
      .map(Number)
      .find((tid) => tid !== process.pid) ?? NaN;
  await expect(killTree(thread, 0)).rejects.toMatchObject({ code: 'ESRCH' });
});

test('killTree() spares the children of an earlier process with the same pid', async ({ skip }) => {
  // The kernel reparents the child when its parent ends, but a reader may see the old pid shortly before.
  const reuse = await takeOverPid(() => Promise.resolve());
  skip(reuse === undefined, 'only root can choose pids, through /proc/sys/kernel/ns_last_pid');
  await expect(killTree(reuse ?? NaN, 'KILL')).resolves.toEqual([{ pid: reuse, delivered: true }]);
});

test("killTree() reports EPERM for another user's process and signals the rest", async ({ skip }) => {
  skip(!isRoot, 'only root can start processes of two other users');
  const tree = await startChild('python3', [
    fixture('processes/two-users.py'),
    program,
    process.execPath,
    fixture('processes/kill-as-nobody.mjs'),
  ]);
  const said = JSON.parse(await tree.nextLine()) as {
    root: number;
    foreign: number[];
    own: number[];
    results: [number, string][];
  };
  const outcomes = new Map(said.results);
  expect([...outcomes.keys()].sort()).toEqual([said.root, ...said.foreign, ...said.own].sort());
  for (const pid of [said.root, ...said.foreign]) expect(outcomes.get(pid)).toBe('EPERM');
  for (const pid of said.own) expect(outcomes.get(pid)).toBe('delivered');
  expect(said.results.at(-1)?.[0]).toBe(said.root);
  await until(() => running(said.own).length === 0);
  await until(() => [said.root, ...said.foreign].every((pid) => statOf(pid)?.state === 'S'));
  // Its children end with its input.
  tree.hangUp();
  await tree.ended;
});

test('killTree() tolerates signals from others during the call', async () => {
  for (let round = 0; round < 20; round++) {
    const tree = await startTree(program, 'wide', 20, { flags: 'i' });
    const killing = killTree(tree.pid, 'KILL');
    const [, first = NaN, second = NaN] = tree.pids;
    process.kill(first, 'SIGKILL');
    process.kill(second, 'SIGCONT');
    const results = await killing;
    for (const { pid, error } of results) expect([undefined, 'ESRCH'], `${pid}`).toContain(error?.code);
    await until(() => running(tree.pids).length === 0);
  }
});
