// @module-tag quick-runtimes
// @module-tag quick-debug
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { readFile, readFiles, readInto, type ReadFileOptions } from 'offloop';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settlesAtOnce, untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';

function inMemory(): string {
  const folder = mkdtempSync('/dev/shm/offloop-test-');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Around the size of one read, of a slab, of the limit for the loop, and of pages. */
const sizes = [0, 1, 7, 8, 4096, 8192, 12_288, 16_384, 32_768, 36_864, 65_536, 131_072, 262_144, 266_240]
  .flatMap((size) => [size - 1, size, size + 1])
  .filter((size) => size >= 0);
const encodings: BufferEncoding[] = ['utf8', 'latin1', 'ascii', 'hex', 'base64', 'base64url', 'utf16le'];

const places = [{ title: 'on a disk', folder: temporaryFolder() }];
if (process.platform === 'linux') places.push({ title: 'in /dev/shm', folder: inMemory() });

describe.each(places)('$title', ({ folder }) => {
  const file = path.join(folder, 'file');
  const link = path.join(folder, 'link');
  const reason = whyNotOnLoop(folder);
  writeFileSync(file, 'content');
  symlinkSync('file', link);
  const made = new Map(sizes.map((size) => [size, path.join(folder, String(size))]));
  for (const [size, name] of made) writeFileSync(name, pattern(size));
  beforeAll(async () => {
    // The first read starts the look-up of the mounts.
    await untilReadOnLoop(() => readFile(file));
  });

  test.skipIf(reason)('small files in the page cache are read without a turn of the loop', async () => {
    const reads: (() => Promise<unknown>)[] = [
      () => readFile(file),
      () => readFile(file, 'utf8'),
      () => readFile(file, { position: 2, length: 3 }),
      () => readFile(file, { maxBytes: 7 }),
      () => readFile(file, { timeoutMs: 1 }),
      () => readFile(Buffer.from(file)),
      () => readFile(pathToFileURL(file)),
      () => readFile(path.relative(process.cwd(), file)),
      () => readFile(link),
      () => readFile('file', { root: folder }),
      () => readFile('link', { root: folder }),
      () => readInto(file, Buffer.alloc(7)),
      () => readInto('file', Buffer.alloc(7), { root: folder }),
      () => readFiles([file, link]),
    ];
    for (const read of reads) {
      await nextTurn();
      expect(await untilReadOnLoop(read), read.toString()).toBe(true);
    }
  });

  test.skipIf(reason)('a read with a signal waits for process.nextTick, and no longer', async () => {
    const { signal } = new AbortController();
    let settled = false;
    const pending = readFile(file, { signal }).then(() => {
      settled = true;
    });
    await new Promise<void>((resolve) => {
      process.nextTick(resolve);
    });
    for (let tick = 0; tick < 20; tick++) await Promise.resolve();
    expect(settled).toBe(true);
    await pending;
  });

  test.skipIf(reason)('files of up to 256 KiB, and text of up to 32 KiB, are read on the loop', async () => {
    const name = (size: number) => made.get(size) ?? '';
    expect(await untilReadOnLoop(() => readFile(name(262_144)))).toBe(true);
    expect(await untilReadOnLoop(() => readInto(name(262_144), Buffer.alloc(300_000)))).toBe(true);
    expect(await untilReadOnLoop(() => readFile(name(266_240), { length: 262_144 }))).toBe(true);
    expect(await untilReadOnLoop(() => readFile(name(32_768), 'latin1'))).toBe(true);
    await nextTurn();
    expect(await settlesAtOnce(readFile(name(262_145)))).toBe(false);
    await nextTurn();
    expect(await settlesAtOnce(readFile(name(65_536), 'latin1'))).toBe(false);
  });

  test.skipIf(reason)('reads that fail or exceed maxBytes go to a thread', async () => {
    const fail = (read: () => Promise<unknown>) => settlesAtOnce(read().catch(() => undefined));
    for (const read of [
      () => readFile(path.join(folder, 'absent')),
      () => readFile(folder),
      () => readFile(file, { maxBytes: 6 }),
      () => readFile('../file', { root: folder }),
    ]) {
      await nextTurn();
      expect(await fail(read), read.toString()).toBe(false);
    }
  });

  test.each([...made])('readFile() reads %i bytes as a whole, as text and in pages', async (size, name) => {
    const bytes = readFileSync(name);
    expect(bytes).toHaveLength(size);
    expect((await readFile(name)).equals(bytes)).toBe(true);
    for (const encoding of encodings) {
      expect((await readFile(name, encoding)) === bytes.toString(encoding), encoding).toBe(true);
    }
    for (const position of [1, 4095, 4096, 4097, 32_768, 36_864]) {
      expect((await readFile(name, { position })).equals(bytes.subarray(position)), `from ${position}`).toBe(true);
      for (const length of [1, 4095, 4096, 4097, 8192, 32_768, 36_864, 36_865]) {
        const part = bytes.subarray(position, position + length);
        expect((await readFile(name, { position, length })).equals(part), `${length} from ${position}`).toBe(true);
        expect((await readFile(name, { length })).equals(bytes.subarray(0, length)), `${length}`).toBe(true);
      }
    }
  });

  test('readFile() reads any range of any of the files', async () => {
    const edge = fc.constantFrom(...sizes, 4096 * 9, 4096 * 17, 4096 * 65);
    const number = fc.option(fc.oneof(edge, fc.nat(300_000), fc.maxSafeNat()), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...made),
        number,
        number,
        number,
        async ([, name], position, length, maxBytes) => {
          const start = position ?? 0;
          const expected = readFileSync(name).subarray(start, Math.min(start + (length ?? Infinity), 2 ** 40));
          const options: ReadFileOptions & { encoding?: null } = { position, length, maxBytes };
          const pending = readFile(name, options);
          if (expected.length > (maxBytes ?? Infinity)) {
            await expect(pending).rejects.toMatchObject({ code: 'EFBIG', syscall: 'read', path: name });
          } else {
            expect((await pending).equals(expected)).toBe(true);
          }
        },
      ),
      { seed: 20_240_229, numRuns: 1500 },
    );
  });
});
