// Claim: files in the page cache are read faster than by fs.promises.readFile, and small ones as fast as by
// fs.readFileSync; in Bun, not slower than by Bun.file. The lead is smaller on Node 26, which reads small files in one
// job.

import { compareReaders, randomFiles, writeFile, type Rival } from './support/compare-readers.js';
import { offloop, synchronous, theirs } from './support/readers.js';
import { isBun, readsInOneTrip } from './support/runtime.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The claims against `fs.promises.readFile` of Node 24 and older, and of Node 26. Against Bun: not slower. */
function rivals(before26: number, since26: number, againstSync?: number): Rival[] {
  const factor = readsInOneTrip ? since26 : before26;
  return [
    [theirs, isBun ? 1 : factor],
    ...(isBun || againstSync === undefined ? [] : [[synchronous, againstSync] as const]),
  ];
}

const small = randomFiles(64, KIB);
await compareReaders(
  offloop,
  { title: '1 KiB, one at a time', files: small, atOnce: 1, kind: 'bytes' },
  rivals(40, 10, 1),
);
await compareReaders(offloop, { title: '1 KiB, 64 at once', files: small, atOnce: 64, kind: 'bytes' }, rivals(7, 1, 1));

for (const [size, bytes, one, atOnce] of [
  ['16 KiB', 16 * KIB, rivals(15, 6), undefined],
  ['256 KiB', 256 * KIB, rivals(1.5, 1.5), rivals(1, 1)],
  ['4 MiB', 4 * MIB, rivals(1.5, 1.5), rivals(1, 1)],
] as const) {
  const files = randomFiles(16, bytes);
  await compareReaders(offloop, { title: `${size}, one at a time`, files, atOnce: 1, kind: 'bytes' }, one);
  if (atOnce) await compareReaders(offloop, { title: `${size}, 16 at once`, files, atOnce: 16, kind: 'bytes' }, atOnce);
}

/** A file of about 64 MiB that repeats a text. */
function textFile(text: string): string {
  const bytes = Buffer.byteLength(text);
  return writeFile(Buffer.alloc(64 * MIB - ((64 * MIB) % bytes), text));
}

const TEXTS = {
  ASCII: 'GET /index.html HTTP/1.1 200 5120 "https://example.org/"\n',
  'English with quotation marks': 'He said “the quick brown fox” — and it ran away into the woods again.\n',
  Russian: 'Съешь же ещё этих мягких французских булок, да выпей чаю.\n',
  Japanese: '色は匂へど散りぬるを、我が世誰ぞ常ならむ。\n',
};

const [bytes = ''] = randomFiles(1, 64 * MIB);
await compareReaders(offloop, { title: '64 MiB', files: [bytes], atOnce: 1, kind: 'bytes' }, rivals(2.5, 2.5));
for (const [language, text] of Object.entries(TEXTS)) {
  const readCase = { title: `64 MiB of utf8, ${language}`, files: [textFile(text)], atOnce: 1, kind: 'text' } as const;
  await compareReaders(offloop, readCase, rivals(2, 2));
}
