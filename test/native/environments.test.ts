// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag tsan
// @module-tag quick-debug
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('contexts of node:vm can call functions and be garbage collected with pending calls', async () => {
  const ended = await runNode('native/vm-contexts.mjs');
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'alive\n', stderr: '' });
});

test('two copies of the package work in one process and exit with it', async () => {
  const ended = await runNode('native/two-copies.mjs');
  expect(ended).toEqual({ code: 7, signal: null, stdout: '', stderr: '' });
});
