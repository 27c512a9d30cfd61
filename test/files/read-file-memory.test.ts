import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { readFile } from 'offloop';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { becomesHot } from '../support/hot.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

/** Files of every length that small results may have, each of bytes that tell its length. */
const LENGTHS = [0, 1, 7, 8, 9, 100, 1000, 4000, 4095, 4096, 4097, 10_000];
for (const length of LENGTHS) writeFileSync(nameOf(length), contentOf(length));

function nameOf(length: number): string {
  return path.join(folder, String(length));
}

function contentOf(length: number): Buffer {
  return Buffer.alloc(length, LENGTHS.indexOf(length) + 1);
}

beforeAll(async () => {
  await becomesHot(() => readFile(file));
});
beforeEach(async () => {
  expect(await readFile(file, 'utf8')).toBe('content');
});

test('results do not overlap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...LENGTHS), { maxLength: 200 }), async (lengths) => {
      const results = await Promise.all(lengths.map((length) => readFile(nameOf(length))));
      // Each is filled with a number of its own, which must not show in any other.
      results.forEach((bytes, index) => bytes.fill(index % 256));
      results.forEach((bytes, index) => {
        expect(bytes).toHaveLength(lengths[index] ?? NaN);
        expect(bytes.every((byte) => byte === index % 256)).toBe(true);
      });
    }),
    { seed: 20_240_229, numRuns: 200 },
  );
});

test('what is written to one result stays out of those to come', async () => {
  for (let round = 0; round < 1000; round++) {
    const length = LENGTHS[round % LENGTHS.length] ?? 0;
    const bytes = await readFile(nameOf(length));
    expect(bytes.equals(contentOf(length))).toBe(true);
    bytes.fill(0xff);
    // Also to what is left of its memory.
    new Uint8Array(bytes.buffer, bytes.byteOffset).fill(0xff);
  }
});

test('text leaves results as they are', async () => {
  const results = [];
  for (let round = 0; round < 200; round++) {
    const length = LENGTHS[round % LENGTHS.length] ?? 0;
    results.push({ length, bytes: await readFile(nameOf(length)) });
    expect(await readFile(nameOf(1000), 'latin1')).toBe(contentOf(1000).toString('latin1'));
  }
  for (const { length, bytes } of results) expect(bytes.equals(contentOf(length))).toBe(true);
});

test('results begin where a number of eight bytes may', async () => {
  for (let round = 0; round < 200; round++) {
    const bytes = await readFile(nameOf(LENGTHS[round % LENGTHS.length] ?? 0));
    expect(bytes.byteOffset % 8).toBe(0);
    expect(new Float64Array(bytes.buffer, bytes.byteOffset, 0)).toHaveLength(0);
  }
});

test('results are Buffers like any other', async () => {
  const bytes = await readFile(file);
  expect(bytes).toBeInstanceOf(Buffer);
  expect(bytes).toEqual(Buffer.from('content'));
  expect(bytes.buffer).toBeInstanceOf(ArrayBuffer);
  expect(structuredClone(bytes)).toEqual(new Uint8Array(Buffer.from('content')));
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(bytes);
  port1.close();
  port2.close();
  expect(bytes.toString()).toBe('content');
});

/** Takes a Buffer's memory away, where Node lets that happen. */
const waysToTake: [string, (memory: ArrayBuffer) => unknown][] = [
  ['structuredClone', (memory) => structuredClone(memory, { transfer: [memory] })],
  [
    'postMessage',
    (memory) => {
      const { port1, port2 } = new MessageChannel();
      try {
        port1.postMessage(memory, [memory]);
      } finally {
        port1.close();
        port2.close();
      }
    },
  ],
  ['transfer', (memory) => (memory as ArrayBuffer & { transfer?: () => ArrayBuffer }).transfer?.()],
  [
    'transferToFixedLength',
    (memory) => (memory as ArrayBuffer & { transferToFixedLength?: () => ArrayBuffer }).transferToFixedLength?.(),
  ],
];

test.each(waysToTake)('what follows is right whatever %s does with the memory of a result', async (_, take) => {
  for (let round = 0; round < 300; round++) {
    const length = LENGTHS[round % LENGTHS.length] ?? 0;
    const neighbour = await readFile(file);
    const bytes = await readFile(nameOf(length));
    const next = readFile(file, 'utf8');
    try {
      take(bytes.buffer as ArrayBuffer);
    } catch {
      // As it should be where the memory is shared: nothing is lost.
      expect(bytes.equals(contentOf(length))).toBe(true);
      expect(neighbour.toString()).toBe('content');
    }
    expect(await next).toBe('content');
    expect(await readFile(file, 'utf8')).toBe('content');
    expect((await readFile(nameOf(length))).equals(contentOf(length))).toBe(true);
  }
});

test('a neighbour survives that a result is cloned to another thread with its memory', async () => {
  const [one, two] = [await readFile(file), await readFile(nameOf(100))];
  for (const bytes of [one, two]) {
    try {
      structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] });
    } catch (error) {
      expect((error as Error).name).toBe('DataCloneError');
    }
  }
  // Node 20 transfers nothing in silence, later ones say so; alone in its memory, a result may go.
  if (one.length > 0 && one.buffer === two.buffer) expect(two.equals(contentOf(100))).toBe(true);
});
