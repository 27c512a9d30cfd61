// @module-tag quick-asan
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('a worker terminated with a hundred jobs of each kind in flight takes nothing down, 20 times of 20', async () => {
  const ended = await runNode('native/terminated-workers.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  expect(ended.stdout).toBe('alive\n'.repeat(20));
});

test('the addon stays mapped when only workers have loaded it and all of them have ended', async () => {
  const ended = await runNode('native/worker-only.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '', stdout: 'alive\n' });
});
