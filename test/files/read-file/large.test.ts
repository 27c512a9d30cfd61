// @module-tag tsan
import { closeSync, ftruncateSync, openSync, promises, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';

// Over 2 GiB, which is the most that one read(2) returns, and not a multiple of a page.
const SIZE = 2 ** 31 + 2 ** 27 + 77;
const MARK = Buffer.from('here');
/** Around 2^31 and 2^32, and at both ends. */
const marks = [0, 2 ** 31 - 4096 - 2, 2 ** 31 - 2, 2 ** 31 + 2 ** 20, SIZE - MARK.length];

const file = path.join(temporaryFolder(), 'sparse');
const fd = openSync(file, 'w');
ftruncateSync(fd, SIZE);
for (const position of marks) writeSync(fd, MARK, 0, MARK.length, position);
closeSync(fd);

test('readFile() reads parts of a file over 2 GiB', async () => {
  for (const position of marks) {
    expect(await readFile(file, { position, length: MARK.length, encoding: 'latin1' })).toBe('here');
  }
  expect(await readFile(file, { position: SIZE - 4, encoding: 'latin1' })).toBe('here');
  expect(await readFile(file, { position: SIZE - 4, length: 1000, encoding: 'latin1' })).toBe('here');
  expect(await readFile(file, { position: SIZE })).toHaveLength(0);
});

test('readFile() rejects a file over 2 GiB by default, as fs.promises does', async () => {
  await expect(promises.readFile(file)).rejects.toMatchObject({ code: 'ERR_FS_FILE_TOO_LARGE' });
  await expect(readFile(file)).rejects.toMatchObject({ code: 'EFBIG', path: file });
  await expect(readFile(file, { encoding: 'latin1', length: 2 ** 31 })).rejects.toMatchObject({ code: 'EFBIG' });
  expect(await readFile(file, { position: SIZE - 2 ** 20 })).toHaveLength(2 ** 20);
});

test('readFile() reads a whole file over 2 GiB if maxBytes allows it', async ({ skip }) => {
  skip(os.freemem() < 2 * SIZE, `needs ${2 * SIZE} bytes of free memory`);
  const bytes = await readFile(file, { maxBytes: SIZE });
  expect(bytes).toHaveLength(SIZE);
  for (const position of marks) {
    expect(bytes.subarray(position, position + MARK.length).toString('latin1')).toBe('here');
    bytes.fill(0, position, position + MARK.length);
  }
  const zeros = Buffer.alloc(2 ** 26);
  for (let start = 0; start < SIZE; start += zeros.length) {
    const end = Math.min(start + zeros.length, SIZE);
    if (!bytes.subarray(start, end).equals(zeros.subarray(0, end - start))) expect.fail(`not zero after ${start}`);
  }
});
