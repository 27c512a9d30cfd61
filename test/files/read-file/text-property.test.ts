import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { firstDifference } from '../../support/files/texts.js';

const folder = temporaryFolder();
const ENCODINGS: BufferEncoding[] = ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url'];

/** Large enough for a thread to read the file. */
const LARGE = Buffer.alloc(300_000, 'a');

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', 'é', 'я', '€', '語', '😀'), maxLength: 60 }),
);
/** Characters of every width, mixed with invalid bytes. */
const part = fc.oneof(
  { weight: 6, arbitrary: text.map((value) => Buffer.from(value)) },
  { weight: 2, arbitrary: fc.nat(200).map((length) => Buffer.alloc(length, 'a')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xf0, 0xf4, 0x41), { maxLength: 6 })
      .map((bytes) => Buffer.from(bytes)),
  },
);
const content = fc.array(part, { maxLength: 30 }).map((parts) => Buffer.concat(parts));

test('readFile() decodes any bytes in any encoding like Buffer.toString', { timeout: 600_000 }, async () => {
  const file = path.join(folder, 'any');
  await fc.assert(
    fc.asyncProperty(content, async (content) => {
      const bytes = Buffer.concat([content, LARGE, content]);
      writeFileSync(file, bytes);
      for (const encoding of ENCODINGS) {
        expect(firstDifference(await readFile(file, encoding), bytes.toString(encoding))).toBeUndefined();
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('readFile() decodes any bytes across the boundary of two pieces', { timeout: 600_000 }, async () => {
  const file = path.join(folder, 'bound');
  await fc.assert(
    fc.asyncProperty(content, fc.nat(400), content, async (bytes, before, beginning) => {
      const filling = Buffer.alloc(3 * 128 * 1024 - Math.min(before, bytes.length), 'a');
      const all = Buffer.concat([beginning, filling.subarray(beginning.length), bytes]);
      writeFileSync(file, all);
      for (const encoding of ENCODINGS) {
        expect(firstDifference(await readFile(file, encoding), all.toString(encoding))).toBeUndefined();
      }
    }),
    { seed: 1, numRuns: 100 },
  );
});
