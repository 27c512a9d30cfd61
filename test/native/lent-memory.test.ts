// @module-tag tsan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const folder = temporaryFolder();

test('memory that a worker holds when it ends is given back', async () => {
  const ascii = path.join(folder, 'ascii');
  const cyrillic = path.join(folder, 'cyrillic');
  writeFileSync(ascii, 'a'.repeat(4 * 2 ** 20));
  writeFileSync(cyrillic, 'я'.repeat(2 * 2 ** 20));
  // It ends when memory is no more than 100 MiB above where it was. Fifteen workers held 480.
  const ended = await runNode('native/lent-memory-of-workers.mjs', [ascii, cyrillic, String(100 * 2 ** 20)]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'given back\n', stderr: '' });
});
