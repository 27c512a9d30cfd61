// @module-tag no-asan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { fixture, run } from '../support/programs/run-node.js';

const MIB = 2 ** 20;
const folder = temporaryFolder();

test.each([
  { size: 1, unit: 'a', encoding: 'bytes' },
  { size: 4, unit: 'a', encoding: 'bytes' },
  { size: 16, unit: 'a', encoding: 'bytes' },
  { size: 16, unit: 'a', encoding: 'utf8' },
  { size: 16, unit: 'я', encoding: 'utf8' },
])('memory does not grow over 500 reads: %j', async ({ size, unit, encoding }) => {
  const file = path.join(folder, `${size}${unit}`);
  const bytes = Buffer.alloc(size * MIB, unit);
  writeFileSync(file, bytes);
  const length = encoding === 'bytes' ? bytes.length : bytes.toString('utf8').length;
  const script = fixture('leaks/large-reads.mjs');
  const ended = await run(process.execPath, ['--expose-gc', script, file, encoding, String(length)]);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  // Together they read 500 MiB to 8 GiB.
  expect(Number(ended.stdout)).toBeLessThan(400 * MIB);
});
