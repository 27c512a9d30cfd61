// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
// @module-tag quick-debug
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { mkdirSync, promises as fsPromises, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { fixture, run } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();

function fileOf(bytes: string | Uint8Array, name = `file-${randomBytes(8).toString('hex')}`): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

test.each([
  ['nothing', 0],
  ['a byte', 1],
  ['1 KiB', 1024],
  ['16 KiB', 16 * 1024],
  ['a byte less than 64 KiB', 64 * 1024 - 1],
  ['64 KiB', 64 * 1024],
  ['a byte more than 64 KiB', 64 * 1024 + 1],
  ['1 MiB', 1024 * 1024],
  ['16 MiB', 16 * 1024 * 1024],
  ['20 MiB', 20 * 1024 * 1024],
])('readFile() reads %s like fs.readFileSync', async (_, size) => {
  const file = fileOf(randomBytes(size));
  const bytes = await readFile(file);
  expect(Buffer.isBuffer(bytes)).toBe(true);
  expect(bytes).toHaveLength(size);
  expect(bytes.equals(readFileSync(file))).toBe(true);
});

test('readFile() accepts options, null or nothing', async () => {
  const file = fileOf('content');
  for (const options of [undefined, null, {}, { encoding: null }, { encoding: undefined }]) {
    expect(await readFile(file, options)).toEqual(Buffer.from('content'));
  }
});

test('readFile() accepts a string, a Buffer, a Uint8Array or a file: URL as the path', async () => {
  const file = fileOf('content', 'a näme with spaces %41 and #');
  for (const name of [file, Buffer.from(file), pathToFileURL(file), new URL(pathToFileURL(file).href)]) {
    expect(await readFile(name, 'utf8')).toBe('content');
  }
  expect(await readFile(new TextEncoder().encode(file) as Buffer, 'utf8')).toBe('content');
});

test('readFile() accepts a path that is not valid UTF-8', async () => {
  const file = Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff, 0xfe, 0x80)]);
  writeFileSync(file, 'content');
  expect(await readFile(file, 'utf8')).toBe('content');
});

test('readFile() accepts a relative path', async () => {
  const file = fileOf('content');
  expect(await readFile(path.relative(process.cwd(), file), 'utf8')).toBe('content');
});

test('readFile() follows symbolic links', async () => {
  const file = fileOf('content');
  mkdirSync(path.join(folder, 'links'));
  symlinkSync(folder, path.join(folder, 'links/to-folder'));
  symlinkSync(`to-folder/${path.basename(file)}`, path.join(folder, 'links/to-file'));
  expect(await readFile(path.join(folder, 'links/to-file'), 'utf8')).toBe('content');
});

test('readFile() reads the path as it was at the call, even if the caller changes its Buffer', async () => {
  const name = Buffer.from(fileOf('content'));
  const pending = readFile(name, 'utf8');
  name.fill('x');
  expect(await pending).toBe('content');
});

test('an error names the path as it was at the call', async () => {
  const name = Buffer.from(path.join(folder, 'absent'));
  const pending = rejection(() => readFile(name));
  const text = name.toString();
  name.fill('x');
  expect((await pending).message).toContain(text);
});

test('a result belongs to the caller: writing to it changes no other', async () => {
  for (const size of [10, 100_000]) {
    const file = fileOf(Buffer.alloc(size, 'a'));
    const results = await Promise.all(Array.from({ length: 10 }, () => readFile(file)));
    results[0]?.fill('b');
    for (const bytes of results.slice(1)) expect(bytes.equals(Buffer.alloc(size, 'a'))).toBe(true);
    expect(readFileSync(file).equals(Buffer.alloc(size, 'a'))).toBe(true);
  }
});

test.each([10_000, 100_000])('a result of %i bytes can be transferred', async (size) => {
  const file = fileOf(Buffer.alloc(size, 'a'));
  const [cloned, posted, kept] = await Promise.all([readFile(file), readFile(file), readFile(file)]);
  const expected = Buffer.alloc(size, 'a');

  expect(expected.equals(structuredClone(cloned, { transfer: [cloned.buffer as ArrayBuffer] }))).toBe(true);
  expect(cloned).toHaveLength(0);

  const { port1, port2 } = new MessageChannel();
  port1.postMessage(posted, [posted.buffer as ArrayBuffer]);
  const { message } = receiveMessageOnPort(port2) as { message: Uint8Array };
  port1.close();
  expect(expected.equals(message)).toBe(true);
  expect(posted).toHaveLength(0);

  expect(kept.equals(expected)).toBe(true);
});

// V8 cannot transfer external memory, but structured cloning copies it.
test.each([(1 << 19) + 1, 5_000_000])('a result of %i bytes can be cloned to another thread', async (size) => {
  const file = fileOf(Buffer.alloc(size, 'a'));
  const [posted, kept] = await Promise.all([readFile(file), readFile(file)]);
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(posted);
  const { message } = receiveMessageOnPort(port2) as { message: Uint8Array };
  port1.close();
  const expected = Buffer.alloc(size, 'a');
  expect(expected.equals(message)).toBe(true);
  expect(posted.equals(expected)).toBe(true);
  expect(kept.equals(expected)).toBe(true);
});

test('100,000 concurrent reads return 100,000 right results', async () => {
  const contents = Array.from({ length: 10 }, (_, index) => Buffer.alloc(1000, String(index)));
  const files = contents.map((bytes) => fileOf(bytes));
  const results = await Promise.all(Array.from({ length: 100_000 }, (_, index) => readFile(files[index % 10] ?? '')));
  expect(results.every((bytes, index) => contents[index % 10]?.equals(bytes))).toBe(true);
});

test('a thread closes its descriptor even while the event loop is busy', async () => {
  const ended = await run('sh', [
    '-c',
    'ulimit -n 64 && exec "$0" "$@"',
    process.execPath,
    fixture('files/read-while-busy.mjs'),
    fileOf('content'),
  ]);
  expect(ended).toEqual({ code: 0, signal: null, stdout: '{"content":2000,"ENOENT":2000}\n', stderr: '' });
});

test('readFile() returns the same as a concurrent fs.promises.readFile', async () => {
  const files = Array.from({ length: 100 }, (_, index) => fileOf(randomBytes(index * 100)));
  const ours = await Promise.all(files.map((file) => readFile(file)));
  const theirs = await Promise.all(files.map((file) => fsPromises.readFile(file)));
  for (const [index, bytes] of ours.entries()) expect(bytes.equals(theirs[index] ?? Buffer.of())).toBe(true);
});

test('the caller resumes in its own async context', async () => {
  const file = fileOf('content');
  const storage = new AsyncLocalStorage<number>();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      storage.run(index, async () => {
        await readFile(file);
        expect(storage.getStore()).toBe(index);
        await rejection(() => readFile(folder));
        expect(storage.getStore()).toBe(index);
        const controller = new AbortController();
        const aborted = rejection(() => readFile(file, { signal: controller.signal }));
        controller.abort();
        await aborted;
        expect(storage.getStore()).toBe(index);
      }),
    ),
  );
});
