// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

const SEED = '12';
// A sanitizer sees what happens, and a minute of it is enough to see each pair of calls many times.
const DURATION_MS = process.env['OFFLOOP_SANITIZE'] ? 60_000 : 3_000;

test('random pairs of calls, aborts, closes and ends of workers end in results and in errors with codes', async () => {
  const ended = await runNode('native/random-calls.mjs', [String(DURATION_MS), SEED]);
  expect(ended).toEqual({
    code: 0,
    signal: null,
    stdout: expect.stringMatching(/^\d+ pairs\n$/) as string,
    stderr: '',
  });
});
