// @module-tag no-asan
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readFile, readFiles, readInto } from 'offloop';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { untilReadOnLoop, whyNotOnLoop } from '../support/files/on-loop.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');
const target = Buffer.alloc(7);
const COUNT = 20_000;

beforeAll(async () => {
  await untilReadOnLoop(() => readFile(file));
});

/** Counts the turns of the loop, and the ticks of a 1 ms timer, until a promise settles. */
async function countTurns(call: () => Promise<unknown>): Promise<{ turns: number; ticks: number }> {
  const counted = { turns: 0, ticks: 0 };
  let immediate = setImmediate(function count() {
    counted.turns++;
    immediate = setImmediate(count);
  });
  const timer = setInterval(() => counted.ticks++, 1);
  try {
    await call();
  } finally {
    clearImmediate(immediate);
    clearInterval(timer);
  }
  return counted;
}

async function oneAfterAnother(read: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < COUNT; i++) await read();
}

async function allAtOnce(read: () => Promise<unknown>): Promise<void> {
  await Promise.all(Array.from({ length: COUNT }, read));
}

const patient: [string, () => Promise<unknown>][] = [
  ['readFile', () => readFile(file)],
  ['readFile as text', () => readFile(file, 'utf8')],
  ['readFile beneath a root', () => readFile('file', { root: folder })],
  ['readInto', () => readInto(file, target)],
  ['readFiles of one', () => readFiles([file])],
];
/** Reads with limits. They go to threads instead of waiting for the loop. */
const impatient: [string, () => Promise<unknown>][] = [
  ['readFile with a signal', () => readFile(file, { signal: new AbortController().signal })],
  ['readFile with a timeout', () => readFile(file, { timeoutMs: 60_000 })],
];

test.each([...patient, ...impatient])('20,000 sequential calls of %s let the loop turn', async (_, read) => {
  const { turns, ticks } = await countTurns(() => oneAfterAnother(read));
  // They take at least 15 ms, and the loop has to turn in each of these.
  expect(turns).toBeGreaterThanOrEqual(8);
  expect(ticks).toBeGreaterThanOrEqual(4);
});

test.each(patient)('20,000 concurrent calls of %s let the loop turn', async (_, read) => {
  const { turns, ticks } = await countTurns(() => allAtOnce(read));
  expect(turns).toBeGreaterThanOrEqual(8);
  expect(ticks).toBeGreaterThanOrEqual(4);
});

test.each(impatient)('20,000 concurrent calls of %s all settle', async (_, read) => {
  await allAtOnce(read);
});

test('large reads let the loop turn more often than small ones', async () => {
  const large = path.join(folder, 'large');
  writeFileSync(large, Buffer.alloc(256 * 1024));
  const { turns } = await countTurns(async () => {
    for (let i = 0; i < 2000; i++) await readFile(large);
  });
  expect(turns).toBeGreaterThanOrEqual(20);
});

// On other file systems threads read, and their order is not defined.
test.skipIf(whyNotOnLoop(folder) !== undefined)('waiting reads resume in the order of their calls', async () => {
  const order: number[] = [];
  const read = async (index: number) => {
    await readFile(file);
    order.push(index);
  };
  await Promise.all(Array.from({ length: COUNT }, (_, index) => read(index)));
  expect(order).toEqual(Array.from({ length: COUNT }, (_, index) => index));
});

test('waiting reads return the files they were called for', async () => {
  const names = Array.from({ length: 100 }, (_, index) => path.join(folder, `number ${index}`));
  names.forEach((name) => {
    writeFileSync(name, name);
  });
  const reads = Array.from({ length: COUNT }, (_, index) => readFile(names[index % 100] ?? '', 'utf8'));
  const contents = await Promise.all(reads);
  contents.forEach((content, index) => {
    expect(content).toBe(names[index % 100]);
  });
});

test('failing reads do not hold up the waiting ones', async () => {
  const absent = path.join(folder, 'absent');
  const names = Array.from({ length: COUNT }, (_, index) => (index % 3 === 0 ? absent : file));
  const results = await Promise.allSettled(names.map((name) => readFile(name)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(Math.ceil(COUNT / 3));
});

test('competing readers all make progress', async () => {
  const done = Array.from({ length: 50 }, () => 0);
  const behind: number[] = [];
  await Promise.all(
    done.map(async (_, reader) => {
      for (let i = 0; i < 1000; i++) {
        await readFile(file);
        done[reader] = i;
        if (i === 999) behind.push(Math.min(...done));
      }
    }),
  );
  // When the first reader has finished, the last is nearly done.
  expect(behind[0]).toBeGreaterThan(500);
});

test('an HTTP server answers while reads are pending', async () => {
  const server = http.createServer((_, response) => response.end('answer')).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  let answers = 0;
  let reads = 0;
  const chain = (async () => {
    // A chain of reads that ends only after the answers.
    while (answers < 20) {
      await readFile(file);
      reads++;
    }
  })();
  for (let request = 0; request < 20; request++) {
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('answer');
    answers++;
  }
  await chain;
  expect(reads).toBeGreaterThan(0);
});

test('memory does not grow while readers wait all the time', { timeout: 600_000 }, async () => {
  const chain = async () => {
    for (let i = 0; i < 10_000; i++) await readFile(file);
  };
  let highest = 0;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().heapUsed)), 10);
  const before = process.memoryUsage().heapUsed;
  await Promise.all(Array.from({ length: 64 }, chain));
  clearInterval(timer);
  // 640,000 entries in an array would take more than twice as much.
  expect(highest - before).toBeLessThan(64 * 2 ** 20);
});

test('fake global timers do not stop waiting reads', async () => {
  const { setImmediate, setTimeout } = globalThis;
  onTestFinished(() => {
    Object.assign(globalThis, { setImmediate, setTimeout });
  });
  Object.assign(globalThis, { setImmediate: () => undefined, setTimeout: () => undefined });
  await oneAfterAnother(() => readFile(file));
  await allAtOnce(() => readFile(path.join(folder, 'absent')).catch(() => undefined));
});

test('a program ends when its last read has settled', async () => {
  const ended = await runNode('files/chain-of-reads.mjs', [file, '5000']);
  expect(ended).toEqual({ code: 0, signal: null, stdout: '5000 1 content\n', stderr: '' });
});
