// @module-tag no-asan
import { expect, test } from 'vitest';
import { isLeftOut } from '../support/left-out.js';
import { runNode } from '../support/programs/run-node.js';

// npm run test:runtimes runs it on other runtimes.
test.skipIf(isLeftOut('/proc'))(
  'the suite for other runtimes calls every function and passes on this one',
  async () => {
    const ended = await runNode('runtimes/suite.mjs');
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).not.toMatch(/FAILED|NOT CHECKED/);
  },
);
