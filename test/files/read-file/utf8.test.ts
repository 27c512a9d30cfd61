// @module-tag quick-asan
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { decodeUtf8, firstDifference } from '../../support/files/texts.js';

const file = path.join(temporaryFolder(), 'file');

const BYTES = Array.from({ length: 256 }, (_, byte) => byte);
/** Around every limit of the second and later bytes of a character. */
const BOUNDS = [0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0xff];

/**
 * The beginning of a text decides whether the rest is stored in one or two bytes a unit. The ASCII after it makes the
 * file large enough for a thread to read it.
 */
const BEGINNINGS = ['', 'é', '€', '😀'].map((text) => ({ text, beginning: Buffer.from(text.padEnd(300_000, 'a')) }));

/**
 * Reads sequences. The ASCII between them lets each begin at another offset in a block of 2, 4, … bytes.
 */
async function expectDecoded(sequences: readonly (readonly number[])[], beginning: Buffer): Promise<void> {
  const parts = sequences.map((sequence) => Buffer.of(...sequence, ...(sequence.length % 2 ? [0x2e, 0x2e] : [0x2e])));
  const bytes = Buffer.concat([beginning, ...parts]);
  writeFileSync(file, bytes);
  const actual = await readFile(file, 'utf8');
  expect(firstDifference(actual, decodeUtf8(bytes))).toBeUndefined();
  expect(actual === bytes.toString()).toBe(true);
}

test.each(BEGINNINGS)('readFile() decodes every one and every two bytes after "$text"', async ({ beginning }) => {
  const single = BYTES.map((byte) => [byte]);
  await expectDecoded([...single, ...BYTES.flatMap((first) => BYTES.map((second) => [first, second]))], beginning);
});

test.each(BEGINNINGS)('readFile() decodes three bytes around every limit after "$text"', async ({ beginning }) => {
  await expectDecoded(
    BYTES.flatMap((first) => BOUNDS.flatMap((second) => BOUNDS.map((third) => [first, second, third]))),
    beginning,
  );
});

test('readFile() decodes every three bytes', async () => {
  const bytes = Buffer.alloc(2 ** 16 * 5, 0x2e);
  for (const first of BYTES) {
    for (let rest = 0; rest < 2 ** 16; rest++) {
      bytes[5 * rest] = first;
      bytes.writeUInt16BE(rest, 5 * rest + 1);
    }
    writeFileSync(file, bytes);
    const difference = firstDifference(await readFile(file, 'utf8'), decodeUtf8(bytes));
    if (difference !== undefined) expect.fail(difference);
  }
});

test.each(BEGINNINGS)('readFile() decodes four bytes around every limit after "$text"', async ({ beginning }) => {
  const firsts = [0xe0, 0xed, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff];
  await expectDecoded(
    firsts.flatMap((first) =>
      BOUNDS.flatMap((second) => BOUNDS.flatMap((third) => BOUNDS.map((fourth) => [first, second, third, fourth]))),
    ),
    beginning,
  );
});

test('readFile() decodes every character', async () => {
  let text = '';
  for (let point = 0; point <= 0x10ffff; point++) {
    if (point < 0xd800 || point > 0xdfff) text += String.fromCodePoint(point);
  }
  writeFileSync(file, text);
  expect(firstDifference(await readFile(file, 'utf8'), text)).toBeUndefined();
});
