// @module-tag tsan
import { expect, test } from 'vitest';
import { fixture, runNode } from '../support/programs/run-node.js';

test('job ids up to 2^53 each identify one job', async () => {
  const ended = await runNode('native/job-numbers.mjs', [fixture('../../build/Release/offloop.node')]);
  const [low, middle, high] = [5, 2 ** 32 + 5, 2 ** 53 - 2 ** 32 + 5];
  expect(ended).toEqual({
    code: 0,
    signal: null,
    stdout: `${high}\n${high},${middle}\n${high},${middle},${low}\n`,
    stderr: '',
  });
});
