// @module-tag quick-portable
// @module-tag quick-runtimes
import { constants } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { labelled } from '../../support/labelled.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();

const encodings: BufferEncoding[] = [
  'ascii',
  'utf8',
  'utf-8',
  'utf16le',
  'utf-16le',
  'ucs2',
  'ucs-2',
  'base64',
  'base64url',
  'latin1',
  'binary',
  'hex',
];

const contents = new Map<string, Buffer>([
  ['nothing', Buffer.of()],
  ['ASCII', Buffer.from('plain text\n')],
  ['UTF-8 of every width', Buffer.from('aäß€𝄞\u{10ffff}')],
  ['a byte order mark', Buffer.from('\ufefftext')],
  ['UTF-8 that is cut', Buffer.from('€€').subarray(0, 5)],
  ['bytes that are no UTF-8', Buffer.of(0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf5, 0x41)],
  ['NUL bytes', Buffer.of(0x41, 0, 0x42, 0)],
  ['an odd number of bytes', Buffer.of(1, 2, 3)],
  ['every byte', Buffer.from(Uint8Array.from({ length: 256 }, (_, index) => index))],
  ['a large file', randomBytes(200_001)],
]);

test.each([...contents].flatMap(([what, bytes]) => encodings.map((encoding) => ({ what, bytes, encoding }))))(
  'readFile() decodes $what in $encoding like Buffer.toString',
  async ({ bytes, encoding }) => {
    const file = path.join(folder, 'encoded');
    writeFileSync(file, bytes);
    const expected = bytes.toString(encoding);
    expect((await readFile(file, encoding)) === expected).toBe(true);
    expect((await readFile(file, { encoding })) === expected).toBe(true);
    expect((await readFile(file, encoding.toUpperCase() as BufferEncoding)) === expected).toBe(true);
  },
);

test('readFile() decodes a range of a file', async () => {
  const file = path.join(folder, 'range');
  writeFileSync(file, 'one two three');
  expect(await readFile(file, { encoding: 'utf8', position: 4, length: 3 })).toBe('two');
});

test.each(['utf-9', 'UTF 8', 'latin2', 'utf8 ', '\0'])('readFile() rejects the encoding %j', async (encoding) => {
  for (const options of [encoding, { encoding }]) {
    const error = await rejection(() => readFile('/dev/null', options as BufferEncoding));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
  }
});

test.each(labelled([1, true, {}, [], ['utf8'], Symbol('utf8'), () => 'utf8']))(
  'readFile() rejects an encoding that is not a string: $title',
  async ({ value: encoding }) => {
    const error = await rejection(() => readFile('/dev/null', { encoding } as object));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
  },
);

test('readFile() rejects with ERR_STRING_TOO_LONG if V8 does not allow the string', async () => {
  const file = path.join(folder, 'long');
  writeFileSync(file, '');
  truncateSync(file, constants.MAX_STRING_LENGTH + 1);
  const error = await rejection(() => readFile(file, 'latin1'));
  expect(error).toBeInstanceOf(Error);
  expect(error.code).toBe('ERR_STRING_TOO_LONG');
});
