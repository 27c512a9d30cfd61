// @module-tag quick-portable
// @module-tag quick-debug
import { killTree, type Signal } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../../support/left-out.js';
import { compileTree, running, startTree, statOf, type Tree } from '../../support/processes/process-tree.js';
import { until } from '../../support/until.js';

needs('/proc');

const program = compileTree();

const states = (tree: Tree) => tree.pids.map((pid) => statOf(pid)?.state);
const allAre = (tree: Tree, state: string) => until(() => states(tree).every((now) => now === state));

async function lines(tree: Tree): Promise<string[]> {
  const said: string[] = [];
  while (said.length < tree.pids.length) said.push(await tree.nextLine());
  return said.sort();
}

const delivered = (tree: Tree) => tree.pids.toReversed().map((pid) => ({ pid, delivered: true }));

test.each(['TERM', undefined] as const)(
  'killTree() with %s runs the handler of each process and leaves none stopped',
  async (signal) => {
    const tree = await startTree(program, 'deep', 20, { flags: 'h' });
    await expect(killTree(tree.pid, signal)).resolves.toEqual(delivered(tree));
    expect(await lines(tree)).toEqual(tree.pids.map((pid) => `SIGTERM ${pid}`).sort());
    expect(await tree.ended).toBe(0);
  },
);

test('killTree() runs the handlers of processes that were stopped before', async () => {
  const tree = await startTree(program, 'wide', 10, { flags: 'h' });
  for (const pid of tree.pids) process.kill(pid, 'SIGSTOP');
  await allAre(tree, 'T');
  await killTree(tree.pid);
  expect(await lines(tree)).toEqual(tree.pids.map((pid) => `SIGTERM ${pid}`).sort());
});

test('killTree() with signal 0 stops and continues nothing', async () => {
  const tree = await startTree(program, 'deep', 3, { flags: 'c' });
  const [first = NaN, second = NaN] = tree.pids;
  process.kill(second, 'SIGSTOP');
  await until(() => statOf(second)?.state === 'T');
  await expect(killTree(tree.pid, 0)).resolves.toEqual(delivered(tree));
  expect(statOf(second)?.state).toBe('T');
  // If it had been continued, it would have printed that before.
  process.kill(first, 'SIGCONT');
  expect(await tree.nextLine()).toBe(`SIGCONT ${first}`);
});

test.each(['STOP', 'TSTP', 'TTIN', 'TTOU'] as const)(
  'killTree() stops the tree with SIG%s and continues it with SIGCONT',
  async (signal) => {
    // The kernel ignores the last three for an orphaned process group, so the parent is in the same session.
    const tree = await startTree(program, 'deep', 5, { flags: 'cg' });
    const group = { ...tree, pids: tree.pids.slice(1) };
    const [leader = NaN] = group.pids;
    await expect(killTree(leader, signal)).resolves.toEqual(delivered(group));
    await allAre(group, 'T');
    // Processes that are stopped already stay stopped.
    await killTree(leader, signal);
    await allAre(group, 'T');
    await expect(killTree(leader, 'CONT')).resolves.toEqual(delivered(group));
    // Some may have printed that before, because killTree() stopped and continued them.
    const said = new Set<string>();
    while (said.size < group.pids.length) said.add(await tree.nextLine());
    expect([...said].sort()).toEqual(group.pids.map((pid) => `SIGCONT ${pid}`).sort());
    await allAre(group, 'S');
  },
);

test('killTree() with SIGKILL ends processes that ignore SIGTERM', async () => {
  const tree = await startTree(program, 'wide', 20, { flags: 'i' });
  const results = await killTree(tree.pid);
  expect(results.every((result) => result.delivered)).toBe(true);
  await allAre(tree, 'S');
  await killTree(tree.pid, 'KILL');
  expect(await tree.ended).toBe('SIGKILL');
  await until(() => running(tree.pids).length === 0);
});

test('killTree() reaches descendants in other sessions', async () => {
  const tree = await startTree(program, 'deep', 10, { flags: 's' });
  expect(new Set(tree.pids.map((pid) => statOf(pid)?.session)).size).toBe(11);
  await expect(killTree(tree.pid, 'KILL')).resolves.toEqual(delivered(tree));
  await until(() => running(tree.pids).length === 0);
});

test.each<Signal>(['RTMIN+3', 'USR1', 'HUP', 9])('signal %s ends them', async (signal) => {
  const tree = await startTree(program, 'wide', 5);
  const results = await killTree(tree.pid, signal);
  expect(results).toHaveLength(6);
  await until(() => running(tree.pids).length === 0);
});

test('concurrent calls of killTree() never leave a tree stopped', async () => {
  const tree = await startTree(program, 'deep', 30, { flags: 'i' });
  const [, inner = NaN] = tree.pids;
  await Promise.all(Array.from({ length: 8 }, (_, i) => killTree(i % 2 === 0 ? tree.pid : inner, 'TERM')));
  await allAre(tree, 'S');
});
