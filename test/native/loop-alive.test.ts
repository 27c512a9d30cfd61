// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('the program ends when no promise is pending, even if a thread still runs a job', async () => {
  const ended = await runNode('native/loop-alive.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  const lines = ended.stdout.trim().split('\n');
  expect(lines.at(-1)).toBe('exit 0');
  expect(lines.slice(0, -1).sort()).toEqual(['ABORT_ERR', 'file', 'key']);
});
