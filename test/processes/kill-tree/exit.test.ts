// @module-tag quick-portable
import { expect, test } from 'vitest';
import { needs } from '../../support/left-out.js';
import { compileTree, startTree, statOf } from '../../support/processes/process-tree.js';
import { runNode } from '../../support/programs/run-node.js';

needs('/proc');

const program = compileTree();
const TIMES = 20;

test.each([
  ['exit', 7],
  ['throw', 1],
  ['worker', 7],
  ['kept', 7],
])(
  `a caller that exits (%s) while a pool of its own stops a tree leaves no process stopped, ${TIMES} times of ${TIMES}`,
  { timeout: 300_000 },
  async (how, code) => {
    const tree = await startTree(program, 'wide', 60, { flags: 'i' });
    const [, ...members] = tree.pids;
    for (let i = 0; i < TIMES; i++) {
      // Another process each time: those in the middle are stopped later than the first.
      const member = members[(i * members.length) / TIMES] ?? NaN;
      const ended = await runNode('processes/end-while-held.mjs', [String(tree.pid), String(member), how]);
      expect(ended).toMatchObject({ code, signal: null });
      expect(tree.pids.filter((pid) => statOf(pid)?.state === 'T')).toEqual([]);
    }
  },
);
