// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag tsan
// @module-tag quick-debug
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('contexts of node:vm call functions, and are collected with calls in flight', async () => {
  const ended = await runNode('native/vm-contexts.mjs');
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'alive\n', stderr: '' });
});

test('two copies of the package in one process work, and exit with it', async () => {
  const ended = await runNode('native/two-copies.mjs');
  expect(ended).toEqual({ code: 7, signal: null, stdout: '', stderr: '' });
});
