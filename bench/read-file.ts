// Claim: 64 files of 1 KiB at once in an eighth of the time of fs.promises.readFile. The other figures stand beside it
// so that nobody takes it for all reads. All files are in the page cache.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { compare, type Contender } from './support/compare.js';
import { keepInstalled } from './support/installed.js';
import { READERS, type Reader } from './support/readers.js';
import { report } from './support/report.js';
import { makeScratchFolder } from './support/scratch.js';

const folder = makeScratchFolder();

function writeFiles(count: number, bytes: number): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    const content = randomBytes(bytes);
    const file = path.join(folder, `${bytes}-${index}`);
    writeFileSync(file, content);
    contents.set(file, content);
  }
  return contents;
}

/** Every reader has to bring the very bytes that were written. */
function keepCorrect(contents: Map<string, Buffer>): Promise<Reader[]> {
  return keepInstalled(READERS, async ({ read, readAll }) => {
    for (const [file, content] of contents) assert.deepEqual(await read(file), content);
    assert.deepEqual(await readAll([...contents.keys()]), [...contents.values()]);
  });
}

function readInTurn({ read, isAsync }: Reader, files: readonly string[]): () => unknown {
  if (!isAsync) {
    return () => {
      for (const file of files) void read(file);
    };
  }
  return async () => {
    for (const file of files) await read(file);
  };
}

async function compareReaders(
  title: string,
  contents: Map<string, Buffer>,
  toContender: (reader: Reader, files: string[]) => Pick<Contender, 'run' | 'claim'>,
): Promise<void> {
  const files = [...contents.keys()];
  const contenders = (await keepCorrect(contents)).map((reader) => ({
    name: reader.name,
    isAsync: reader.isAsync,
    operations: files.length,
    ...toContender(reader, files),
  }));
  report(await compare(title, contenders));
}

await compareReaders('readFile: 64 files of 1 KiB at once', writeFiles(64, 1024), ({ name, readAll }, files) => ({
  run: () => readAll(files),
  claim:
    name === 'fs.promises.readFile'
      ? { text: 'offloop is at least 8 times as fast', holds: (factor) => factor >= 8 }
      : undefined,
}));

for (const [size, bytes, count] of [
  ['1 KiB', 1024, 8],
  ['64 KiB', 64 * 1024, 8],
  ['1 MiB', 1024 * 1024, 8],
  ['4 MiB', 4 * 1024 * 1024, 4],
  ['64 MiB', 64 * 1024 * 1024, 1],
] as const) {
  await compareReaders(`readFile: ${size}, one at a time`, writeFiles(count, bytes), (reader, files) => ({
    run: readInTurn(reader, files),
  }));
}
