import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();
const sizes = [0, 1, 4096, 16 * 1024, 64 * 1024 + 1];
const files = sizes.map((size) => {
  const bytes = randomBytes(size);
  const file = path.join(folder, String(size));
  writeFileSync(file, bytes);
  return { file, bytes };
});

/** The part of a file from `position` on, of `length` bytes. */
function part(bytes: Buffer, position = 0, length = Number.MAX_SAFE_INTEGER): Buffer {
  return bytes.subarray(position, Math.min(position + length, bytes.length));
}

test.each(files)('readFile() reads ranges at every edge of $bytes.length bytes', async ({ file, bytes }) => {
  const { length: size } = bytes;
  const corners = [0, 1, size - 1, size, size + 1, 2 * size, Number.MAX_SAFE_INTEGER].filter((corner) => corner >= 0);
  for (const position of [undefined, ...corners]) {
    for (const length of [undefined, ...corners]) {
      const got = await readFile(file, { position, length });
      expect(got.equals(part(bytes, position, length)), `position ${position}, length ${length}`).toBe(true);
    }
  }
});

test('readFile() of a range equals Buffer.subarray, unless it is larger than maxBytes', async () => {
  const number = fc.option(fc.oneof(fc.nat(70_000), fc.nat(10), fc.maxSafeNat()), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      number,
      number,
      number,
      async ({ file, bytes }, position, length, maxBytes) => {
        const expected = part(bytes, position, length);
        const pending = readFile(file, { position, length, maxBytes });
        if (expected.length <= (maxBytes ?? Infinity)) {
          expect((await pending).equals(expected)).toBe(true);
        } else {
          await expect(pending).rejects.toMatchObject({ code: 'EFBIG', path: file });
        }
      },
    ),
    { seed: 20_240_229, numRuns: 2000 },
  );
});

test('readFile() reads only the range of a large file', async () => {
  const file = path.join(folder, 'sparse');
  writeFileSync(file, '');
  // Larger than the memory of the machine.
  truncateSync(file, 2 ** 43);
  writeFileSync(file, 'the end', { flag: 'a' });
  expect(await readFile(file, { position: 2 ** 43, encoding: 'utf8' })).toBe('the end');
  expect(await readFile(file, { position: 2 ** 43 - 1, length: 4, encoding: 'utf8' })).toBe('\0the');
  expect(await readFile(file, { length: 3 })).toEqual(Buffer.alloc(3));
});

test('readFile() reads a file of exactly maxBytes', async () => {
  for (const { file, bytes } of files) {
    expect(await readFile(file, { maxBytes: bytes.length })).toHaveLength(bytes.length);
    expect(await readFile(file, { maxBytes: Number.MAX_SAFE_INTEGER })).toHaveLength(bytes.length);
  }
});

test('readFile() rejects one byte more than maxBytes with EFBIG', async () => {
  for (const { file, bytes } of files.slice(1)) {
    for (const maxBytes of [bytes.length - 1, 0]) {
      const error = await rejection(() => readFile(file, { maxBytes }));
      expect(error).toMatchObject({
        message: `EFBIG: file too large, read '${file}'`,
        code: 'EFBIG',
        errno: -27,
        syscall: 'read',
        path: file,
      });
    }
  }
});

test('readFile() applies maxBytes to files without a size', async () => {
  for (const maxBytes of [0, 1, 1_000_000]) {
    await expect(readFile('/dev/zero', { maxBytes })).rejects.toMatchObject({ code: 'EFBIG', path: '/dev/zero' });
  }
  await expect(readFile('/proc/self/status', { maxBytes: 100 })).rejects.toMatchObject({ code: 'EFBIG' });
  expect(await readFile('/dev/null', { maxBytes: 0 })).toHaveLength(0);
});

test('readFile() applies maxBytes to the range, not to the file', async () => {
  const [, , { file } = { file: '' }] = files;
  expect(await readFile(file, { length: 10, maxBytes: 10 })).toHaveLength(10);
  expect(await readFile(file, { position: 4090, maxBytes: 10 })).toHaveLength(6);
  await expect(readFile(file, { length: 11, maxBytes: 10 })).rejects.toMatchObject({ code: 'EFBIG' });
});
