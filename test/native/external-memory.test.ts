// @module-tag tsan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const folder = temporaryFolder();

test('external memory of a worker is freed when the worker ends', async () => {
  const ascii = path.join(folder, 'ascii');
  const cyrillic = path.join(folder, 'cyrillic');
  writeFileSync(ascii, 'a'.repeat(4 * 2 ** 20));
  writeFileSync(cyrillic, 'я'.repeat(2 * 2 ** 20));
  // It exits when memory is at most 100 MiB above the start. Fifteen workers held 480 MiB.
  const ended = await runNode('native/external-memory-of-workers.mjs', [ascii, cyrillic, String(100 * 2 ** 20)]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: 'given back\n', stderr: '' });
});
