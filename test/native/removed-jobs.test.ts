// @module-tag quick-asan
// @module-tag tsan
import { describe, expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

// The C library fills freed memory with a pattern: a job that is used after it was freed does not pass for a whole one.
const env = { ...process.env, MALLOC_PERTURB_: '165' };

describe('jobs that are removed from a queue while threads take others out of it are not used after they are freed', () => {
  test.each([
    ['abort', 'ABORT_ERR'],
    ['close', 'ERR_POOL_CLOSED'],
  ])('when calls give up by %s', async (way, code) => {
    const ended = await runNode('keys/give-up.mjs', [way], { env });
    expect(ended).toEqual({ code: 0, signal: null, stdout: `${code}\n`, stderr: '' });
  });
});
