// Claim: 64 MiB of UTF-8 in half of the time of fs.promises.readFile, ASCII or not. The files are in the page cache.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { compare, type Contender } from './support/compare.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';

const SIZE = 64 * 2 ** 20;
const folder = makeScratchFolder();

const TEXTS = {
  'English, ASCII': 'The quick brown fox jumps over the lazy dog.\n',
  'English with typographic quotes': 'He said “the quick brown fox” — and it ran away into the woods again.\n',
  German: 'Das Mädchen fährt über die schöne Brücke nach Österreich zurück.\n',
  Russian: 'Съешь же ещё этих мягких французских булок, да выпей чаю.\n',
  Japanese: '色は匂へど散りぬるを、我が世誰ぞ常ならむ。\n',
  emoji: '😀😃😄😁😆😅😂🤣🥲😊 ',
};

for (const [language, sentence] of Object.entries(TEXTS)) {
  const file = path.join(folder, language);
  const text = sentence.repeat(Math.ceil(SIZE / Buffer.byteLength(sentence)));
  fs.writeFileSync(file, text);
  assert.ok((await readFile(file, 'utf8')) === text);
  const contenders: Contender[] = [
    { name: 'offloop readFile', isAsync: true, operations: 1, run: () => readFile(file, 'utf8') },
    {
      name: 'fs.promises.readFile',
      isAsync: true,
      operations: 1,
      run: () => fs.promises.readFile(file, 'utf8'),
      claim: { text: 'offloop is at least twice as fast', holds: (factor) => factor >= 2 },
    },
    { name: 'fs.readFileSync', isAsync: false, operations: 1, run: () => void fs.readFileSync(file, 'utf8') },
  ];
  report(await compare(`readFile: 64 MiB of UTF-8, ${language}`, contenders));
}
