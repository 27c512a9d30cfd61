import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createThreadPool, readFile, readInto } from 'offloop';
import { beforeAll, expect, test } from 'vitest';
import { countDescriptors, makeFifo, openWriter } from '../../support/files/fifo.js';
import { untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();
// Also values that a faulty check could take for numbers.
const contents = ['content', '12345', '-7', '-2', ''];
const files = contents.map((content, index) => {
  const file = path.join(folder, String(index));
  writeFileSync(file, content);
  return file;
});
const [file = ''] = files;
const large = path.join(folder, 'large');
writeFileSync(large, pattern(8 * 2 ** 20));

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});

function detach(target: Uint8Array): void {
  structuredClone(target.buffer, { transfer: [target.buffer as ArrayBuffer] });
  expect(target).toHaveLength(0);
}

function expectChanged(error: NodeJS.ErrnoException): void {
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_INVALID_ARG_VALUE');
  expect(error.message).toContain('"target"');
}

/** Spends the loop's budget, so that the next read waits for another turn. */
function spendTheTurn(): Promise<unknown> {
  return Promise.all(Array.from({ length: 5000 }, () => readFile(file)));
}

test('readInto() treats a detached target as empty', async () => {
  const target = new Uint8Array(10);
  detach(target);
  expect(await readInto(file, target)).toBe(0);
});

test.each(files.slice(0, 4))(
  'readInto() rejects when the target is detached while the read waits for the loop: %s',
  async (name) => {
    const spending = spendTheTurn();
    const target = new Uint8Array(100);
    const pending = rejection(() => readInto(name, target));
    detach(target);
    expectChanged(await pending);
    await spending;
  },
);

test('readInto() rejects when the target shrinks while the read waits for the loop', async ({ skip }) => {
  // Resizable memory came with V8 11, which the type library of the tests does not know.
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize?: (length: number) => void };
  for (const name of [...files.slice(0, 4), large]) {
    const spending = spendTheTurn();
    const memory = new Resizable(100, { maxByteLength: 100 });
    skip(memory.resize === undefined, 'this Node has no resizable memory');
    const target = new Uint8Array(memory);
    const pending = rejection(() => readInto(name, target));
    memory.resize?.(3);
    expectChanged(await pending);
    await spending;
  }
});

test('readInto() rejects when the target is detached while a FIFO waits for its writer', async () => {
  const fifo = makeFifo(folder);
  const target = new Uint8Array(10);
  const pending = rejection(() => readInto(fifo, target));
  const writer = await openWriter(fifo);
  await writer.writeFile('word');
  detach(target);
  await writer.close();
  expectChanged(await pending);
  expect(countDescriptors(fifo)).toBe(0);
});

test('readInto() rejects when the target is detached while it is filled', async () => {
  const target = new Uint8Array(8 * 2 ** 20);
  const pending = rejection(() => readInto(large, target));
  while (target[1] === 0) await nextTurn();
  detach(target);
  expectChanged(await pending);
});

test.each(['abort', 'timeout'])('readInto() does not write to the target after a rejection: %s', async (how) => {
  const fifo = makeFifo(folder);
  // Opened for reading and writing, it neither waits for a reader nor ends.
  const both = openSync(fifo, 'r+');
  const target = Buffer.alloc(100);
  const controller = new AbortController();
  const options = how === 'abort' ? { signal: controller.signal } : { timeoutMs: 5 };
  const pending = rejection(() => readInto(fifo, target, options));
  writeSync(both, 'word');
  if (how === 'abort') controller.abort();
  expect((await pending).code).toBe(how === 'abort' ? 'ABORT_ERR' : 'ETIMEDOUT');
  await until(() => countDescriptors(fifo) === 1);
  closeSync(both);
  // A later read would see bytes that the thread had still read.
  await readFile('/proc/version');
  await nextTurn();
  expect(target.equals(Buffer.alloc(100))).toBe(true);
});

test('an abort stops the filling of the target', async () => {
  const target = Buffer.alloc(8 * 2 ** 20);
  const controller = new AbortController();
  const pending = rejection(() => readInto(large, target, { signal: controller.signal }));
  while (target[1] === 0) await nextTurn();
  controller.abort();
  expect((await pending).code).toBe('ABORT_ERR');
  const end = target.subarray(-(2 ** 20));
  await readFile('/proc/version');
  await nextTurn();
  expect(end.equals(Buffer.alloc(2 ** 20))).toBe(true);
});

test('readInto() rejects when it is aborted right after the call, on the loop or not', async () => {
  for (const name of [file, large, '/proc/version']) {
    const controller = new AbortController();
    const pending = rejection(() => readInto(name, Buffer.alloc(10), { signal: controller.signal }));
    controller.abort('reason');
    expect(await pending).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'reason' });
  }
});

test('readInto() rejects when it is aborted in process.nextTick, on the loop or not', async () => {
  for (const name of [file, large, '/proc/version']) {
    const controller = new AbortController();
    const pending = rejection(() => readInto(name, Buffer.alloc(10), { signal: controller.signal }));
    process.nextTick(() => {
      controller.abort('reason');
    });
    expect(await pending).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'reason' });
  }
});

test('many concurrent calls fill each target with its own file', async () => {
  const targets = Array.from({ length: 3000 }, () => Buffer.alloc(100));
  const counts = await Promise.all(targets.map((target, index) => readInto(files[index % 5] ?? '', target)));
  targets.forEach((target, index) => {
    expect(target.toString('utf8', 0, counts[index])).toBe(contents[index % 5]);
  });
});

/** A class whose arrays lie about their size. */
class Boaster extends Uint8Array {
  override get length() {
    return 4096;
  }
  override get byteLength() {
    return 4096;
  }
  override get byteOffset() {
    return 0;
  }
  override subarray(): never {
    throw new Error('not to be called');
  }
  override set(): void {
    throw new Error('not to be called');
  }
  static get [Symbol.species](): never {
    throw new Error('not to be asked for');
  }
}

test.each(['on the loop', 'by a thread'])(
  'readInto() fills a target to its real size, whatever its properties claim: %s',
  async (where) => {
    const name = path.join(folder, `of ${where}`);
    writeFileSync(name, Buffer.alloc(300, 'A'));
    expect(await untilReadOnLoop(() => readFile(name))).toBe(whyNotOnLoop(folder) === undefined);
    const memory = new ArrayBuffer(256);
    const target = new Boaster(memory, 64, 64);
    const pool = where === 'by a thread' ? createThreadPool({ name: 'boast', threads: 1 }) : undefined;
    expect(await readInto(name, target, { pool })).toBe(64);
    expect(Buffer.from(memory).toString('latin1').replaceAll('\0', '.')).toBe(
      '.'.repeat(64) + 'A'.repeat(64) + '.'.repeat(128),
    );
  },
);

test('readInto() ignores own properties of a target', async () => {
  const memory = new ArrayBuffer(64);
  const target = new Uint8Array(memory, 0, 3);
  Object.defineProperties(target, { length: { value: 4096 }, byteLength: { value: 4096 } });
  expect(await readInto(file, target)).toBe(3);
  expect(Buffer.from(memory).toString('latin1', 0, 8)).toBe('con\0\0\0\0\0');
});

test('readInto() uses the current size of a target on resizable memory', async ({ skip }) => {
  const Resizable = ArrayBuffer as unknown as new (
    length: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize?: (length: number) => void };
  const memory = new Resizable(3, { maxByteLength: 100 });
  skip(memory.resize === undefined, 'this Node has no resizable memory');
  const target = new Uint8Array(memory);
  for (const name of [file, '/proc/version']) {
    memory.resize?.(3);
    expect(await readInto(name, target)).toBe(3);
    memory.resize?.(5);
    expect(await readInto(name, target)).toBe(5);
  }
  memory.resize?.(0);
  expect(await readInto(file, target)).toBe(0);
});

test('readInto() fills a target on shared memory', async () => {
  const target = new Uint8Array(new SharedArrayBuffer(100), 10, 5);
  for (const pool of [undefined, createThreadPool({ name: 'shared', threads: 1 })]) {
    target.fill(0);
    expect(await readInto(file, target, { pool })).toBe(5);
    expect(Buffer.from(target).toString()).toBe('conte');
  }
});
