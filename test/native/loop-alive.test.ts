// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

test('the program ends when nobody waits any more, though a thread may still be at it', async () => {
  const ended = await runNode('native/loop-alive.mjs');
  expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
  const lines = ended.stdout.trim().split('\n');
  expect(lines.at(-1)).toBe('exit 0');
  expect(lines.slice(0, -1).sort()).toEqual(['ABORT_ERR', 'file', 'key']);
});
