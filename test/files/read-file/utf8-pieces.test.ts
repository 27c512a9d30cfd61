import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { makeFifo, openWriter } from '../../support/files/fifo.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { decodeUtf8, firstDifference } from '../../support/files/texts.js';

// Files are decoded piece by piece as they are read. A sequence across the boundary of two pieces has to be decoded as
// in one piece.

const PIECE = 128 * 1024;
const folder = temporaryFolder();
const file = path.join(folder, 'file');

const SEQUENCES = ['é', '€', '😀', 'ééé', '€é€', '😀é😀'].map((text) => Buffer.from(text));

const ILL_FORMED = [
  [0x80],
  [0xc3],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0xf0, 0x9f],
  [0xe2, 0x82, 0xc3],
  [0xf0, 0x9f, 0x98, 0xe2, 0x82, 0xac],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xff, 0xff, 0xff],
].map((bytes) => Buffer.from(bytes));

const BEGINNINGS = ['', 'é', '€', '😀'].map((text) => Buffer.from(text));

/** A text whose last part ends `after` bytes behind the boundary of two pieces. */
function across(beginning: Buffer, sequence: Buffer, after: number): Buffer {
  const filling = Buffer.alloc(3 * PIECE + after - beginning.length - sequence.length, 'a');
  return Buffer.concat([beginning, filling, sequence]);
}

async function expectDecoded(bytes: Buffer): Promise<void> {
  writeFileSync(file, bytes);
  expect(firstDifference(await readFile(file, 'utf8'), decodeUtf8(bytes))).toBeUndefined();
}

test.each([...SEQUENCES, ...ILL_FORMED])(
  'readFile() decodes %s across two pieces, with and without more behind it',
  async (sequence) => {
    for (const beginning of BEGINNINGS) {
      for (let after = 0; after <= sequence.length + 1; after++) {
        const bytes = across(beginning, sequence, after);
        await expectDecoded(bytes);
        await expectDecoded(Buffer.concat([bytes, Buffer.from('ééé')]));
      }
    }
  },
);

test.each(['é', '€', '😀'])('readFile() decodes many pieces of %s, cut off at every byte', async (character) => {
  const bytes = Buffer.from(character.repeat(Math.ceil((3 * PIECE) / Buffer.byteLength(character)) + 1));
  writeFileSync(file, Buffer.concat([Buffer.from('a'), bytes]));
  for (let end = 3 * PIECE - 5; end <= 3 * PIECE + 1; end++) {
    for (const position of [0, 1, 2]) {
      const part = Buffer.concat([Buffer.from('a'), bytes]).subarray(position, end);
      const text = await readFile(file, { encoding: 'utf8', position, length: end - position });
      expect(firstDifference(text, decodeUtf8(part))).toBeUndefined();
    }
  }
});

test.each([
  ['much ASCII, then Latin-1', 'a', 'é'],
  ['much ASCII, then the whole BMP', 'a', '€'],
  ['much Latin-1, then the whole BMP', 'é', '€'],
  ['many long characters, then many short ones', '€', 'a'],
])('readFile() decodes %s', async (_, first, second) => {
  const text = first.repeat(5 * PIECE) + second.repeat(5 * PIECE) + first + second;
  writeFileSync(file, text);
  expect(firstDifference(await readFile(file, 'utf8'), text)).toBeUndefined();
});

test('readFile() decodes a FIFO whose pieces end anywhere', async () => {
  const fifo = makeFifo(folder);
  const text = 'aé€😀'.repeat(PIECE);
  const bytes = Buffer.from(text);
  const pending = readFile(fifo, 'utf8');
  const writer = await openWriter(fifo);
  for (let start = 0; start < bytes.length; start += 10_007)
    await writer.write(bytes, start, Math.min(10_007, bytes.length - start));
  await writer.close();
  expect(firstDifference(await pending, text)).toBeUndefined();
});
