// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
// @module-tag quick-debug
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('a job that is aborted while its promise resolves settles once', async () => {
  const ended = await runNode('native/abort-while-settling.mjs');
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'true\n', stderr: '' });
});

test('a terminated worker leaves no job in the queue of the key threads', async () => {
  const ended = await runNode('native/full-queue-of-a-worker.mjs');
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'ABORT_ERR made\n', stderr: '' });
});
