// @module-tag quick-asan
// @module-tag quick-tsan
// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

const SEED = '12';
// Sanitizers check the run. A minute is enough to run each pair of calls many times.
const DURATION_MS = process.env['OFFLOOP_SANITIZE'] ? 60_000 : 3_000;

test('random pairs of calls, with aborts, closes and worker exits, settle with results or coded errors', async () => {
  const ended = await runNode('native/random-calls.mjs', [String(DURATION_MS), SEED]);
  expect(ended).toEqual({
    code: 0,
    signal: null,
    stdout: expect.stringMatching(/^\d+ pairs\n$/) as string,
    stderr: '',
  });
});
