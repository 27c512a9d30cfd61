// @module-tag quick-portable
// @module-tag quick-runtimes
// @module-tag quick-asan
import { randomBytes } from 'node:crypto';
import { openSync, promises as fsPromises, closeSync, writeSync } from 'node:fs';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { countDescriptors, makeFifo, makeFifos, openWriter } from '../../support/files/fifo.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { threads, untilNoneAdded } from '../../support/pools/threads.js';
import { startChild } from '../../support/programs/child.js';
import { fixture, run, runNode } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();

test('readFile() of a FIFO waits for a writer', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo, 'utf8');
  const writer = await openWriter(fifo);
  await writer.writeFile('from the writer');
  await writer.close();
  expect(await pending).toBe('from the writer');
  expect(countDescriptors(fifo)).toBe(0);
});

test('readFile() of a FIFO returns all pieces that a writer sends', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo);
  const writer = await openWriter(fifo);
  // Each piece is larger than a pipe, so the reader has read a part of it before the next is sent.
  const pieces = Array.from({ length: 10 }, () => randomBytes(100_000));
  for (const piece of pieces) await writer.writeFile(piece);
  await writer.close();
  expect((await pending).equals(Buffer.concat(pieces))).toBe(true);
});

test('readFile() of a FIFO reads more than one slice from a writer', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo);
  const writer = await openWriter(fifo);
  const sent = randomBytes(30_000_000);
  await writer.writeFile(sent);
  await writer.close();
  expect((await pending).equals(sent)).toBe(true);
});

test('readFile() of a FIFO returns nothing if the writer closes without writing', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo);
  const writer = await openWriter(fifo);
  await writer.close();
  expect(await pending).toHaveLength(0);
  expect(countDescriptors(fifo)).toBe(0);
});

test('readFile() of a FIFO reads until the last of several writers closes', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo, 'utf8');
  const [first, second] = await Promise.all([openWriter(fifo), openWriter(fifo)]);
  await first.writeFile('first ');
  await first.close();
  await second.writeFile('second');
  await second.close();
  expect(await pending).toBe('first second');
});

test('readFile() of a FIFO stops at `length` while the writer is open', async () => {
  const fifo = makeFifo(folder);
  // Opened for reading and writing, it keeps the pipe's content without another reader.
  const both = openSync(fifo, 'r+');
  writeSync(both, 'one two three');
  expect(await readFile(fifo, { length: 3, encoding: 'utf8' })).toBe('one');
  expect(await readFile(fifo, { length: 0 })).toHaveLength(0);
  expect(await readFile(fifo, { length: 4, encoding: 'utf8' })).toBe(' two');
  closeSync(both);
});

test('readFile() of a FIFO rejects with EFBIG beyond maxBytes while the writer is open', async () => {
  const fifo = makeFifo(folder);
  const both = openSync(fifo, 'r+');
  writeSync(both, 'four');
  await expect(readFile(fifo, { maxBytes: 3 })).rejects.toMatchObject({ code: 'EFBIG', path: fifo });
  closeSync(both);
  expect(countDescriptors(fifo)).toBe(0);
});

test('readFile() of a FIFO rejects a position with ESPIPE', async () => {
  const fifo = makeFifo(folder);
  for (const position of [0, 1]) {
    expect(await rejection(() => readFile(fifo, { position }))).toMatchObject({
      message: `ESPIPE: invalid seek, read '${fifo}'`,
      code: 'ESPIPE',
      syscall: 'read',
      path: fifo,
    });
  }
});

test('a hundred FIFOs without a writer block no thread', async () => {
  const fifos = makeFifos(folder, 100);
  // Starts libuv's threads.
  await fsPromises.readFile('/dev/null');
  const before = threads();

  const pending = fifos.map((fifo) => readFile(fifo, 'utf8'));
  // With all its threads blocked, libuv would never run this.
  await Promise.all(Array.from({ length: 8 }, () => fsPromises.readFile('/proc/self/status')));
  await until(() => fifos.every((fifo) => countDescriptors(fifo) === 1));
  await untilNoneAdded(before);

  for (const fifo of fifos) {
    const writer = await openWriter(fifo);
    await writer.writeFile(fifo);
    await writer.close();
  }
  expect(await Promise.all(pending)).toEqual(fifos);
});

test('the descriptor of a FIFO is closed after an abort', async () => {
  const fifo = makeFifo(folder);
  for (let round = 0; round < 20; round++) {
    const controller = new AbortController();
    const given = rejection(() => readFile(fifo, { signal: controller.signal }));
    await until(() => countDescriptors(fifo) === 1);
    controller.abort();
    expect((await given).code).toBe('ABORT_ERR');
    await until(() => countDescriptors(fifo) === 0);
  }
  const timedOut = await rejection(() => readFile(fifo, { timeoutMs: 5 }));
  expect(timedOut.code).toBe('ETIMEDOUT');
  await until(() => countDescriptors(fifo) === 0);
});

test('a child does not inherit the descriptor of a FIFO', async () => {
  const fifo = makeFifo(folder);
  const pending = readFile(fifo);
  await until(() => countDescriptors(fifo) === 1);
  const { stdout } = await run('ls', ['-l', '/proc/self/fd']);
  expect(stdout).toContain(' -> ');
  expect(stdout).not.toContain(fifo);
  await (await openWriter(fifo)).close();
  await pending;
});

test('a pending read of a FIFO keeps the program alive', async () => {
  const fifo = makeFifo(folder);
  const child = await startChild(process.execPath, [fixture('files/wait-for-writer.mjs'), fifo]);
  // The timer that prints this does not keep the program alive.
  expect(await child.nextLine()).toBe('alive');
  const writer = await openWriter(fifo);
  await writer.writeFile('content');
  await writer.close();
  expect(await child.nextLine()).toBe('read content');
  expect(await child.nextLine()).toBe('nothing left to do');
  expect(await child.ended).toBe(0);
});

test.each(['called', 'opened'])('process.exit() does not wait for a read of a FIFO that was just %s', async (when) => {
  const ended = await runNode('files/exit-while-waiting.mjs', [makeFifo(folder), when]);
  expect(ended).toEqual({ code: 7, signal: null, stdout: '', stderr: '' });
});

test.each([
  ['a pipe', 'printf "from outside" | "$0" "$1" /dev/stdin'],
  ['a file', 'printf "from outside" >"$2" && "$0" "$1" /dev/stdin <"$2"'],
  ['a pipe by its number', '"$0" "$1" /dev/fd/3 3<<-end\nfrom outside\nend'],
])('readFile() reads standard input that is %s', async (_, script) => {
  const ended = await run('sh', [
    '-c',
    script,
    process.execPath,
    fixture('files/read-argument.mjs'),
    `${folder}/input`,
  ]);
  expect({ ...ended, stdout: ended.stdout.trim() }).toEqual({
    code: 0,
    signal: null,
    stdout: 'from outside',
    stderr: '',
  });
});

test('readFile() reads a terminal until end-of-file is typed', async () => {
  const terminal = await startChild('python3', [fixture('files/terminal.py')]);
  const name = await terminal.nextLine();
  const pending = readFile(name, 'utf8');
  terminal.tell('type');
  expect(await pending).toBe('first line\nsecond line\n');
});
