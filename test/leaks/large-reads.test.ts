import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../support/run-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('memory stays flat over 300 reads of 16 MiB', async () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  truncateSync(file, 16 * 2 ** 20);
  const ended = await runNode('leaks/large-reads.mjs', [file]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  // All of them together are 4.7 GiB.
  expect(Number(ended.stdout)).toBeLessThan(400 * 2 ** 20);
});
