import { expect, test } from 'vitest';
import { runNode } from '../support/run-node.js';

// OpenSSL frees its state in an exit handler, under the threads that are inside it. Small keys show the crash that
// follows far oftener than large ones: they are seldom asked whether to go on.
test.each([512, 2048, 8192, 16384])(
  'process.exit while RSA-%i keys are made on every thread gives the right exit code, 30 times of 30',
  { timeout: 600_000 },
  async (bits) => {
    for (let i = 0; i < 30; i++) {
      const ended = await runNode('native/exit-while-generating.mjs', [String(bits), String(5 + 3 * i)]);
      expect(ended).toMatchObject({ code: 7, signal: null, stderr: '' });
    }
  },
);
