import { constants } from 'node:buffer';
import { truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';

const MAX = constants.MAX_STRING_LENGTH;
const file = path.join(temporaryFolder(), 'sparse');

function grow(size: number): void {
  writeFileSync(file, '');
  truncateSync(file, size);
}

const isTight = os.freemem() < 4 * MAX;
if (isTight) console.warn(`skipped: tests that need ${4 * MAX} bytes of free memory`);

test.skipIf(isTight).each([
  ['latin1', MAX + 1],
  ['ascii', MAX + 1],
  ['utf8', MAX + 1],
  ['utf16le', 2 * MAX + 2],
  ['hex', MAX / 2 + 1],
  ['base64', (MAX / 4) * 3 + 1],
  ['base64url', (MAX / 4) * 3 + 1],
] as const)('readFile() rejects a text in %s that is longer than V8 allows', async (encoding, size) => {
  grow(size);
  const error = await rejection(() => readFile(file, encoding));
  expect(error).toBeInstanceOf(Error);
  expect(error.code).toBe('ERR_STRING_TOO_LONG');
  expect(error.message).toBe(`Cannot create a string longer than 0x${MAX.toString(16)} characters`);
  expect(error.stack).toContain('read-file/too-long.test.ts');
});

test.skipIf(isTight)('readFile() returns a string of the maximum length', async () => {
  grow(MAX);
  expect(await readFile(file, 'latin1')).toHaveLength(MAX);
});
