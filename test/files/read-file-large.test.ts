import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';

// Over 2 GiB, which is the most that read(2) gives at a time, and not a multiple of a page.
const SIZE = 2 ** 31 + 2 ** 27 + 77;
const MARK = Buffer.from('here');
/** Around what 31 and 32 bits hold, and at the ends. */
const marks = [0, 2 ** 31 - 4096 - 2, 2 ** 31 - 2, 2 ** 31 + 2 ** 20, SIZE - MARK.length];

const file = path.join(temporaryFolder(), 'sparse');
const fd = openSync(file, 'w');
ftruncateSync(fd, SIZE);
for (const position of marks) writeSync(fd, MARK, 0, MARK.length, position);
closeSync(fd);

test('reads parts of a file over 2 GiB', async () => {
  for (const position of marks) {
    expect(await readFile(file, { position, length: MARK.length, encoding: 'latin1' })).toBe('here');
  }
  expect(await readFile(file, { position: SIZE - 4, encoding: 'latin1' })).toBe('here');
  expect(await readFile(file, { position: SIZE - 4, length: 1000, encoding: 'latin1' })).toBe('here');
  expect(await readFile(file, { position: SIZE })).toHaveLength(0);
});

test('reads the whole of a file over 2 GiB', async ({ skip }) => {
  skip(os.freemem() < 2 * SIZE, `needs ${2 * SIZE} bytes of free memory`);
  const bytes = await readFile(file);
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
