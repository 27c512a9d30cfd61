import { renameSync, truncateSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readFile, readInto } from 'offloop';
import { beforeAll, expect, test } from 'vitest';
import { countDescriptors, makeFifo, openWriter } from '../../support/files/fifo.js';
import { untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { readCases } from '../../support/files/read-cases.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { startChild } from '../../support/programs/child.js';
import { AS_IT_IS } from '../../support/programs/modes.js';
import { fixture } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
const reason = whyNotOnLoop(folder);
beforeAll(async () => {
  writeFileSync(file, 'content');
  await untilReadOnLoop(() => readFile(file));
});

/** Starts a program that drops parts of a file from the page cache, each given as `position:length`. */
async function startDropper(): Promise<(name: string, parts: string[]) => Promise<void>> {
  const dropper = await startChild('python3', [fixture('files/drop-cache.py')]);
  return async (name, parts) => {
    dropper.tell(JSON.stringify([name, ...parts]));
    await dropper.nextLine();
  };
}

async function readIntoNew(name: string, size: number): Promise<Buffer> {
  const target = Buffer.alloc(size);
  return target.subarray(0, await readInto(name, target));
}

test('readFile() reads a file that is not in the page cache', async () => {
  const name = path.join(folder, 'dropped');
  const dropFromMemory = await startDropper();
  for (const size of [1, 4096, 5000, 40_000, 200_000]) {
    const bytes = pattern(size);
    writeFileSync(name, bytes);
    for (const read of [() => readFile(name), () => readIntoNew(name, size)]) {
      await dropFromMemory(name, ['0:0']);
      // A thread reads it, unless the disk is as fast as the loop.
      expect((await read()).equals(bytes)).toBe(true);
      if (reason === undefined) expect(await untilReadOnLoop(read)).toBe(true);
    }
  }
});

test('readFile() reads a file to its end if only a part is in the page cache', async () => {
  const pages = 40;
  const dropFromMemory = await startDropper();
  const whole = pattern(pages * 4096);
  const part = fc.record({ position: fc.nat(pages - 1), length: fc.integer({ min: 1, max: pages }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...[1, 2, 8, 9, 10, 16, 17, pages].flatMap((count) => [4096 * count - 77, 4096 * count])),
      async (parts, size) => {
        const name = path.join(folder, 'partly');
        const bytes = whole.subarray(0, size);
        const dropped = parts.map(({ position, length }) => `${position * 4096}:${length * 4096}`);
        writeFileSync(name, bytes);
        const reads: [expected: Buffer, read: () => Promise<Buffer>][] = [
          [bytes, () => readFile(name)],
          [bytes, async () => Buffer.from(await readFile(name, 'latin1'), 'latin1')],
          [bytes.subarray(0, 4096 * 9), () => readFile(name, { length: 4096 * 9 })],
          [bytes, () => readIntoNew(name, size)],
        ];
        for (const [expected, read] of reads) {
          await dropFromMemory(name, dropped);
          expect((await read()).equals(expected)).toBe(true);
        }
        unlinkSync(name);
      },
    ),
    { seed: 20_240_229, numRuns: 15 },
  );
});

test('readFile() returns the current content of a file that grows, shrinks or is replaced between reads', async () => {
  const name = path.join(folder, 'changing');
  for (const size of [10, 5000, 4096, 0, 40_000, 39_000, 36_864, 300_000, 1, 262_144, 4095]) {
    writeFileSync(name, pattern(size));
    expect((await readFile(name)).equals(pattern(size)), `${size}`).toBe(true);
    truncateSync(name, size >> 1);
    expect((await readFile(name)).equals(pattern(size >> 1)), `${size >> 1}`).toBe(true);
    // The rest is a hole.
    truncateSync(name, size);
    const expected = Buffer.concat([pattern(size >> 1)], size);
    expect((await readFile(name)).equals(expected), `hole of ${size}`).toBe(true);
    writeFileSync(`${name}.new`, `replaced ${size}`);
    renameSync(`${name}.new`, name);
    expect(await readFile(name, 'utf8')).toBe(`replaced ${size}`);
  }
});

test('readFile() reads the path as it was at the call', async () => {
  const other = path.join(folder, 'elif');
  writeFileSync(other, 'another');
  // More than the loop reads in one turn, so some wait.
  const reads = Array.from({ length: 3000 }, () => {
    const name = Buffer.from(file);
    const root = Buffer.from(folder);
    const one = readFile(name, 'utf8');
    const two = readFile(Buffer.from('file'), { root, encoding: 'utf8' });
    name.write(other);
    root.fill('x');
    return [one, two];
  });
  expect(new Set(await Promise.all(reads.flat()))).toEqual(new Set(['content']));
});

test('the writer of a FIFO does not notice that the loop opened it before the thread', async () => {
  const fifo = makeFifo(folder);
  await untilReadOnLoop(() => readFile(file));
  for (let round = 0; round < 20; round++) {
    const pending = readFile(fifo, 'utf8');
    const writer = await openWriter(fifo);
    // It would fail with EPIPE if the loop had closed the FIFO and no thread had opened it again.
    writeSync(writer.fd, 'from the writer');
    await writer.close();
    expect(await pending).toBe('from the writer');
    expect(countDescriptors(fifo)).toBe(0);
  }
});

test('a FIFO that the loop has opened is closed after an abort', async () => {
  const fifo = makeFifo(folder);
  expect((await rejection(() => readFile(fifo, { position: 1 }))).code).toBe('ESPIPE');
  expect((await rejection(() => readFile(fifo, { timeoutMs: 1 }))).code).toBe('ETIMEDOUT');
  expect((await rejection(() => readInto(fifo, Buffer.alloc(1), { timeoutMs: 1 }))).code).toBe('ETIMEDOUT');
  const controller = new AbortController();
  const reads = Array.from({ length: 100 }, () => rejection(() => readFile(fifo, { signal: controller.signal })));
  await until(() => countDescriptors(fifo) === 100);
  controller.abort();
  for (const error of await Promise.all(reads)) expect(error.code).toBe('ABORT_ERR');
  await until(() => countDescriptors(fifo) === 0);
});

test('readFile() on the loop rejects a file that the user may not read', async () => {
  const secret = path.join(folder, 'secret');
  writeFileSync(secret, 'secret', { mode: 0o000 });
  const cases = [
    { title: 'a secret', path: secret },
    { title: 'a secret beneath a root', path: 'secret', root: folder },
    { title: 'a file', path: file },
  ];
  const { onLoop, outcomes } = await readCases(
    AS_IT_IS,
    folder,
    cases,
    process.getuid?.() === 0 ? 'nobody' : undefined,
  );
  expect(outcomes).toMatchObject([{ code: 'EACCES' }, { code: 'EACCES' }, { content: 'content' }]);
  expect(onLoop || reason !== undefined).toBe(true);
});
