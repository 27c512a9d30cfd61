// @module-tag quick-asan
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('terminating a worker with 100 pending jobs of each kind never crashes the process, 20 times of 20', async () => {
  const ended = await runNode('native/terminated-workers.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(ended.stdout).toBe('alive\n'.repeat(20));
});

test('the addon stays mapped after the only workers that loaded it have ended', async () => {
  const ended = await runNode('native/worker-only.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '', stdout: 'alive\n' });
});
