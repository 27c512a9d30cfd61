// @module-tag tsan
import { expect, test } from 'vitest';
import { runNode } from '../support/programs/run-node.js';

// OpenSSL frees its state in an exit handler, while threads may still be inside it. The resulting crash is far more
// likely with small keys than with large ones, because their callbacks are rare.
test.each([
  { bits: 512, times: 30 },
  { bits: 2048, times: 10 },
  { bits: 8192, times: 10 },
  { bits: 16384, times: 10 },
])(
  'process.exit() during RSA-$bits generation on every thread gives the right exit code, $times times of $times',
  { timeout: 600_000 },
  async ({ bits, times }) => {
    for (let i = 0; i < times; i++) {
      const delay = 5 + (90 / times) * i;
      const ended = await runNode('native/exit-while-generating.mjs', [String(bits), String(delay)]);
      expect(ended).toMatchObject({ code: 7, signal: null, stderr: '' });
    }
  },
);
