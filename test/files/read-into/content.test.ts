// @module-tag quick-debug
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { readFile, readInto } from 'offloop';
import { beforeAll, expect, test } from 'vitest';
import { untilReadOnLoop } from '../../support/files/on-loop.js';
import { pattern } from '../../support/files/pattern.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { labelled } from '../../support/labelled.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');
const SIZES = [0, 1, 4095, 4096, 4097, 32_768, 32_769, 36_864, 262_144, 262_145, 1_500_000];
const files = new Map(SIZES.map((size) => [size, path.join(folder, String(size))]));
for (const [size, name] of files) writeFileSync(name, pattern(size));

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});

/** Reads into a target of this many bytes within larger memory, and returns the target's content. */
async function readWithin(room: number, name: string, options?: { position?: number; length?: number }) {
  const memory = Buffer.alloc(room + 32, 0xee);
  const target = memory.subarray(16, 16 + room);
  const count = await readInto(name, target, options);
  expect(memory.subarray(0, 16).every((byte) => byte === 0xee)).toBe(true);
  expect(memory.subarray(16 + count).every((byte) => byte === 0xee)).toBe(true);
  return target.subarray(0, count);
}

test.each([...files])('readInto() reads %i bytes into targets of any size', async (size, name) => {
  const rooms = [0, 1, 4095, 4096, 4097, size - 1, size, size + 1, 32_768, 36_865, 262_144, 300_000, 2_000_000];
  for (const room of rooms.filter((bytes) => bytes >= 0)) {
    const got = await readWithin(room, name);
    expect(got.equals(pattern(size).subarray(0, room)), `room for ${room}`).toBe(true);
  }
});

test('readInto() reads any range into any target and writes nothing beyond', async () => {
  const number = fc.oneof(fc.constantFrom(...SIZES), fc.nat(300_000));
  const optional = fc.option(fc.oneof(number, fc.maxSafeNat()), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      number,
      optional,
      optional,
      async ([size, name], room, position, length) => {
        const options = { ...(position !== undefined && { position }), ...(length !== undefined && { length }) };
        const got = await readWithin(room, name, options);
        const most = Math.min(room, length ?? Infinity);
        const start = Math.min(position ?? 0, size);
        expect(got.equals(pattern(size).subarray(start, start + most))).toBe(true);
      },
    ),
    { seed: 20_240_229, numRuns: 1000 },
  );
});

test.each<[string, (bytes: number) => Uint8Array]>([
  ['a Buffer', (bytes) => Buffer.alloc(bytes)],
  ['a Buffer of the pool', (bytes) => Buffer.allocUnsafe(bytes)],
  ['a Uint8Array', (bytes) => new Uint8Array(bytes)],
  ['a part of a Uint8Array', (bytes) => new Uint8Array(new ArrayBuffer(bytes + 13), 13, bytes)],
  ['shared memory', (bytes) => new Uint8Array(new SharedArrayBuffer(bytes))],
  ['a part of shared memory', (bytes) => new Uint8Array(new SharedArrayBuffer(bytes + 13), 13, bytes)],
])('%s', async (_, make) => {
  for (const [size, name] of files) {
    const target = make(size);
    expect(await readInto(name, target)).toBe(size);
    expect(Buffer.from(target).equals(pattern(size))).toBe(true);
  }
});

test('readInto() accepts paths of every type, and a root', async () => {
  const target = Buffer.alloc(7);
  for (const name of [file, Buffer.from(file), pathToFileURL(file), path.relative(process.cwd(), file)]) {
    target.fill(0);
    expect(await readInto(name, target)).toBe(7);
    expect(target.toString()).toBe('content');
  }
  target.fill(0);
  expect(await readInto('file', target, { root: folder })).toBe(7);
  expect(target.toString()).toBe('content');
  const outside = await rejection(() => readInto('../file', target, { root: path.join(folder, '.') }));
  expect(outside).toMatchObject({ code: 'ERR_PATH_OUTSIDE_ROOT', path: '../file' });
});

test('readInto() reads files without a meaningful size', async () => {
  const target = Buffer.alloc(4096);
  const expected = readFileSync('/proc/version');
  expect(target.subarray(0, await readInto('/proc/version', target))).toEqual(expected);
  expect(await readInto('/dev/zero', target.fill(1))).toBe(4096);
  expect(target.every((byte) => byte === 0)).toBe(true);
  expect(await readInto('/dev/null', target)).toBe(0);
});

test('readInto() opens the file even if the target is empty', async () => {
  expect(await readInto(file, Buffer.of())).toBe(0);
  await expect(readInto(path.join(folder, 'absent'), Buffer.of())).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readInto(folder, Buffer.of())).rejects.toMatchObject({ code: 'EISDIR' });
});

test('readInto() rejects with the errors of readFile()', async () => {
  mkdirSync(path.join(folder, 'folder'));
  for (const name of ['absent', 'folder', 'file/name', 'file/', 'n'.repeat(300)]) {
    const facts = ({ name, message, code, errno, syscall, path }: NodeJS.ErrnoException) => ({
      ...{ name, message, code, errno, syscall, path },
    });
    const full = path.join(folder, name);
    const ours = await rejection(() => readInto(full, Buffer.alloc(10)));
    expect(facts(ours)).toEqual(facts(await rejection(() => readFile(full))));
    expect(ours.stack).toContain('read-into/content.test.ts');
  }
});

test('readInto() lets the loop turn while it copies a large file', async () => {
  const large = path.join(folder, 'large');
  writeFileSync(large, pattern(8 * 2 ** 20));
  const target = Buffer.alloc(8 * 2 ** 20);
  let turns = 0;
  let filling: number | undefined;
  let immediate = setImmediate(function count() {
    turns++;
    // The copy has begun once the first byte is there.
    if (target[1] !== 0) filling ??= turns;
    immediate = setImmediate(count);
  });
  expect(await readInto(large, target)).toBe(target.length);
  clearImmediate(immediate);
  expect(target.equals(pattern(8 * 2 ** 20))).toBe(true);
  expect(turns - (filling ?? Infinity)).toBeGreaterThanOrEqual(5);
});

test.each(
  labelled([
    ...[undefined, null, 5, 'target', {}, [1, 2, 3], new ArrayBuffer(8), new SharedArrayBuffer(8)],
    ...[new DataView(new ArrayBuffer(8)), new Int8Array(8), new Uint8ClampedArray(8), new Uint16Array(8)],
    ...[new Float64Array(8), new BigUint64Array(8), Symbol('target'), () => Buffer.alloc(1)],
  ]),
)('readInto() rejects a target $title', async ({ value: target }) => {
  const error = await rejection(() => readInto(file, target as Uint8Array));
  expect(error).toBeInstanceOf(TypeError);
  expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
  expect(error.message).toContain('"target"');
});

test.each(labelled([5, true, 'utf8', [], 1n, Symbol('options'), () => ({})]))(
  'readInto() rejects options $title',
  async ({ value: options }) => {
    const error = await rejection(() => readInto(file, Buffer.alloc(1), options as object));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.code).toBe('ERR_INVALID_ARG_TYPE');
  },
);

test('readInto() rejects invalid options like readFile()', async () => {
  const bad = [
    ...[NaN, -1, 1.5, Infinity, 2 ** 53, '1', 1n].flatMap((value) =>
      ['position', 'length', 'timeoutMs'].map((name) => ({ [name]: value })),
    ),
    ...[null, 5, '', {}].map((signal) => ({ signal })).filter(({ signal }) => signal !== ''),
    ...[null, 5, {}, [], '\0'].map((root) => ({ root })),
  ];
  for (const options of bad as object[]) {
    const ours = await rejection(() => readInto(file, Buffer.alloc(1), options));
    const theirs = await rejection(() => readFile(file, options));
    expect([ours.name, ours.code, ours.message]).toEqual([theirs.name, theirs.code, theirs.message]);
  }
  for (const options of [undefined, null, {}, { position: undefined, length: undefined, root: undefined }]) {
    expect(await readInto(file, Buffer.alloc(9), options as object)).toBe(7);
  }
});
