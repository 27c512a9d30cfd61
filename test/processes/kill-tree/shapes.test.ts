// @module-tag quick-portable
// @module-tag quick-asan
import { killTree } from 'offloop';
import { expect, test } from 'vitest';
import { needs } from '../../support/left-out.js';
import { compileTree, groupMembers, running, startTree } from '../../support/processes/process-tree.js';
import { until } from '../../support/until.js';

needs('/proc');

const program = compileTree();

const shapes = [
  ['wide', 10],
  ['wide', 200],
  ['deep', 1],
  ['deep', 50],
] as const;

test.each(shapes)('killTree() kills each process of a tree %s by %i once, the root last', async (shape, count) => {
  const tree = await startTree(program, shape, count);
  const results = await killTree(tree.pid);
  expect(results.map(({ pid }) => pid).sort()).toEqual([...tree.pids].sort());
  expect(results.every(({ delivered, error }) => delivered && error === undefined)).toBe(true);
  expect(results.at(-1)).toStrictEqual({ pid: tree.pid, delivered: true });
  if (shape === 'deep') expect(results.map(({ pid }) => pid)).toEqual(tree.pids.toReversed());
  expect(await tree.ended).toBe('SIGTERM');
  await until(() => running(tree.pids).length === 0);
});

test.each(['bomb', 'orphans'])('killTree() kills all of a %s of 300 processes that forks meanwhile', async (shape) => {
  const bomb = await startTree(program, shape, 300, { says: 1 });
  await until(() => groupMembers(bomb.pid).length > 100);
  const results = await killTree(bomb.pid, 'KILL');
  expect(results.at(-1)).toStrictEqual({ pid: bomb.pid, delivered: true });
  expect(await bomb.ended).toBe('SIGKILL');
  await until(() => results.every(({ pid }) => running([pid]).length === 0));
  expect(groupMembers(bomb.pid)).toEqual([]);
});
