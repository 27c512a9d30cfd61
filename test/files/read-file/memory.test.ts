import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import fc from 'fast-check';
import { createThreadPool, readFile, readFiles } from 'offloop';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { makeFifo, openWriter } from '../../support/files/fifo.js';
import { untilReadOnLoop } from '../../support/files/on-loop.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');

/** Files of every length of a small result. The bytes of each tell its length. */
const LENGTHS = [0, 1, 7, 8, 9, 100, 1000, 4000, 4095, 4096, 4097, 10_000];
for (const length of LENGTHS) writeFileSync(nameOf(length), contentOf(length));

/** Too large to be read on the loop. */
const LARGEST = 300_000;
const thread = createThreadPool({ name: 'memory', threads: 1 });

function nameOf(length: number): string {
  return path.join(folder, String(length));
}

function contentOf(length: number): Buffer {
  return Buffer.alloc(length, LENGTHS.indexOf(length) + 1);
}

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});
beforeEach(async () => {
  expect(await readFile(file, 'utf8')).toBe('content');
});

test('results do not overlap', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...LENGTHS), { maxLength: 200 }), async (lengths) => {
      const results = await Promise.all(lengths.map((length) => readFile(nameOf(length))));
      // Each is filled with its own number, which must not appear in another one.
      results.forEach((bytes, index) => bytes.fill(index % 256));
      results.forEach((bytes, index) => {
        expect(bytes).toHaveLength(lengths[index] ?? NaN);
        expect(bytes.every((byte) => byte === index % 256)).toBe(true);
      });
    }),
    { seed: 20_240_229, numRuns: 200 },
  );
});

test('writing to a result does not change later results', async () => {
  for (let round = 0; round < 1000; round++) {
    const length = LENGTHS[round % LENGTHS.length] ?? 0;
    const bytes = await readFile(nameOf(length));
    expect(bytes.equals(contentOf(length))).toBe(true);
    bytes.fill(0xff);
    // Also to the rest of its ArrayBuffer.
    new Uint8Array(bytes.buffer, bytes.byteOffset).fill(0xff);
  }
});

test('reading text does not change earlier results', async () => {
  const results = [];
  for (let round = 0; round < 200; round++) {
    const length = LENGTHS[round % LENGTHS.length] ?? 0;
    results.push({ length, bytes: await readFile(nameOf(length)) });
    expect(await readFile(nameOf(1000), 'latin1')).toBe(contentOf(1000).toString('latin1'));
  }
  for (const { length, bytes } of results) expect(bytes.equals(contentOf(length))).toBe(true);
});

test('the memory of a result is aligned to 8 bytes', async () => {
  for (let round = 0; round < 200; round++) {
    const bytes = await readFile(nameOf(LENGTHS[round % LENGTHS.length] ?? 0));
    expect(bytes.byteOffset % 8).toBe(0);
    expect(new Float64Array(bytes.buffer, bytes.byteOffset, 0)).toHaveLength(0);
  }
});

test('a result is an ordinary Buffer', async () => {
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

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: 'bytes',
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

async function post(memory: ArrayBuffer): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  try {
    port1.postMessage(memory, [memory]);
    return (receiveMessageOnPort(port2) as { message: unknown }).message;
  } finally {
    port1.close();
    port2.close();
  }
}

type Transferable = ArrayBuffer & { transfer(): ArrayBuffer };

/** Takes the memory of a Buffer away, and returns the new owner. */
const waysToTake: [string, (bytes: Buffer) => unknown][] = [
  ['structuredClone', ({ buffer }) => structuredClone(buffer, { transfer: [buffer as ArrayBuffer] })],
  ['postMessage', async ({ buffer }) => await post(buffer as ArrayBuffer)],
  ['a byte stream', async (bytes) => await new Response(streamOf(bytes)).arrayBuffer()],
  ['tee of a byte stream', async (bytes) => await new Response(streamOf(bytes).tee()[1]).arrayBuffer()],
  ...('transfer' in ArrayBuffer.prototype
    ? [['transfer', ({ buffer }) => (buffer as Transferable).transfer()] as [string, (bytes: Buffer) => unknown]]
    : []),
];

test.each(waysToTake)('%s takes the memory of one result only', async (_, take) => {
  for (let round = 0; round < 100; round++) {
    // A byte stream refuses empty chunks.
    const length = LENGTHS[1 + (round % (LENGTHS.length - 1))] ?? 0;
    const neighbour = await readFile(file);
    const bytes = await readFile(nameOf(length));
    const next = readFile(file);
    const taken = await take(bytes);
    expect(contentOf(length).equals(new Uint8Array(taken as ArrayBuffer))).toBe(true);
    expect(neighbour.toString()).toBe('content');
    expect((await next).toString()).toBe('content');
    expect(await readFile(file, 'utf8')).toBe('content');
    expect((await readFile(nameOf(length))).equals(contentOf(length))).toBe(true);
  }
});

test('a stream that reads into a result does not change other results', async () => {
  const neighbour = await readFile(file);
  const bytes = await readFile(nameOf(100));
  const stream = new ReadableStream({
    type: 'bytes',
    pull: (controller) => {
      controller.enqueue(Uint8Array.of(97, 98, 99));
    },
  });
  const { value } = await stream.getReader({ mode: 'byob' }).read(bytes);
  expect(Buffer.from(value ?? []).toString()).toBe('abc');
  expect(neighbour.toString()).toBe('content');
});

test('a Response made of the ArrayBuffer of a result contains only the file', async () => {
  const secret = await readFile(nameOf(1000));
  const bytes = await readFile(file);
  expect(await new Response(bytes.buffer as ArrayBuffer).text()).toBe('content');
  expect(secret.equals(contentOf(1000))).toBe(true);
});

/** Every code path that makes a Buffer. */
const waysToRead: [string, (name: string, length: number) => Promise<Buffer[]>][] = [
  ['the loop', async (name) => [await readFile(name)]],
  ['a thread', async (name) => [await readFile(name, { pool: thread })]],
  ['a part of a larger file', async (_, length) => [await readFile(nameOf(LARGEST), { position: 0, length })]],
  ['a part, by a thread', async (_, length) => [await readFile(nameOf(LARGEST), { length, pool: thread })]],
  [
    'readFiles',
    async (name) => (await readFiles([name, name])).flatMap((r) => (r.status === 'fulfilled' ? r.value : [])),
  ],
  ['beneath a root', async (name) => [await readFile(path.basename(name), { root: folder })]],
  ['a FIFO', async (_, length) => [await readFromFifo(length)]],
];

async function readFromFifo(length: number): Promise<Buffer> {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo);
  const writer = await openWriter(fifo);
  await writer.writeFile(Buffer.alloc(length, 1));
  await writer.close();
  return await pending;
}

test.each(waysToRead)('a result has its own ArrayBuffer of the same length: %s', async (_, read) => {
  for (const length of [...LENGTHS, 63, 64, 65, 100_000, 131_072, 200_000, LARGEST]) {
    writeFileSync(nameOf(length), Buffer.alloc(length, 1));
    const results = [...(await read(nameOf(length), length)), ...(await read(nameOf(length), length))];
    for (const bytes of results) {
      expect(bytes).toHaveLength(length);
      expect(bytes.buffer.byteLength, `of ${length}`).toBe(length);
      expect(bytes.byteOffset).toBe(0);
    }
    expect(new Set(results.map(({ buffer }) => buffer)).size).toBe(results.length);
  }
});
