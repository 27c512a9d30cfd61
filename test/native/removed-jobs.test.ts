// @module-tag quick-asan
// @module-tag tsan
import { describe, expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

// The C library fills freed memory with a pattern, so that a use after free fails.
const env = { ...process.env, MALLOC_PERTURB_: '165' };

describe('a job that is removed from a queue while threads take others is not used after free', () => {
  test.each([
    ['abort', 'ABORT_ERR'],
    ['close', 'ERR_POOL_CLOSED'],
  ])('when calls end by %s', async (way, code) => {
    const ended = await runNode('keys/give-up.mjs', [way], { env });
    expect(ended).toEqual({ code: 0, signal: null, stdout: `${code}\n`, stderr: '' });
  });
});
