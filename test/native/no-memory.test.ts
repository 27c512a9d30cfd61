// @module-tag tsan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

test('calls reject when memory is exhausted, and the process goes on', async ({ skip }) => {
  skip(process.env['OFFLOOP_SANITIZE'] !== undefined, 'sanitizers need terabytes of address space');
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, Buffer.alloc(250_000));
  const { stdout, ...end } = await runNode('native/no-memory.mjs', [file]);
  expect({ ...end, outcomes: stdout.trimEnd().split('\n') }).toEqual({
    code: 0,
    signal: null,
    stderr: '',
    outcomes: [
      'genKey, of a prime that is copied: ENOMEM malloc',
      'createKeyPool, of a prime that is copied: ENOMEM malloc',
      'readInto, on a thread: ENOMEM malloc',
      'readFile, on a thread: ENOMEM malloc',
      'readFile, on the loop: ENOMEM malloc',
    ],
  });
});
