// @module-tag no-asan
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readFile, readFiles, readInto } from 'offloop';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { becomesHot, whyNotHot } from '../support/files/hot.js';
import { temporaryFolder } from '../support/files/temporary-folder.js';
import { runNode } from '../support/programs/run-node.js';

const folder = temporaryFolder();
const file = path.join(folder, 'file');
writeFileSync(file, 'content');
const target = Buffer.alloc(7);
const COUNT = 20_000;

beforeAll(async () => {
  await becomesHot(() => readFile(file));
});

/** How often the loop turns, and a timer of a millisecond fires, until a promise is settled. */
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
/** These do not wait for the loop, but go to threads when it is due. */
const impatient: [string, () => Promise<unknown>][] = [
  ['readFile with a signal', () => readFile(file, { signal: new AbortController().signal })],
  ['readFile with a timeout', () => readFile(file, { timeoutMs: 60_000 })],
];

test.each([...patient, ...impatient])(
  '20,000 times %s, one after another, leaves the loop its turns',
  async (_, read) => {
    const { turns, ticks } = await countTurns(() => oneAfterAnother(read));
    // They take some 15 ms at least, and each of these a turn is due.
    expect(turns).toBeGreaterThanOrEqual(8);
    expect(ticks).toBeGreaterThanOrEqual(4);
  },
);

test.each(patient)('20,000 times %s at once leaves the loop its turns', async (_, read) => {
  const { turns, ticks } = await countTurns(() => allAtOnce(read));
  expect(turns).toBeGreaterThanOrEqual(8);
  expect(ticks).toBeGreaterThanOrEqual(4);
});

test.each(impatient)('20,000 times %s at once all come to their end', async (_, read) => {
  await allAtOnce(read);
});

test('large reads leave the loop more turns than small ones', async () => {
  const large = path.join(folder, 'large');
  writeFileSync(large, Buffer.alloc(256 * 1024));
  const { turns } = await countTurns(async () => {
    for (let i = 0; i < 2000; i++) await readFile(large);
  });
  expect(turns).toBeGreaterThanOrEqual(20);
});

// Elsewhere threads read, and those do not wait for one another.
test.skipIf(whyNotHot(folder) !== undefined)('those that wait go on in the order of their calls', async () => {
  const order: number[] = [];
  const read = async (index: number) => {
    await readFile(file);
    order.push(index);
  };
  await Promise.all(Array.from({ length: COUNT }, (_, index) => read(index)));
  expect(order).toEqual(Array.from({ length: COUNT }, (_, index) => index));
});

test('each gets what it has asked for, also those that wait', async () => {
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

test('those that wait are not held up by some that fail', async () => {
  const absent = path.join(folder, 'absent');
  const names = Array.from({ length: COUNT }, (_, index) => (index % 3 === 0 ? absent : file));
  const results = await Promise.allSettled(names.map((name) => readFile(name)));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(Math.ceil(COUNT / 3));
});

test('readers that take turns all get theirs', async () => {
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
  // When the first has come to its end, the last is not far from it.
  expect(behind[0]).toBeGreaterThan(500);
});

test('an HTTP server answers while there are reads', async () => {
  const server = http.createServer((_, response) => response.end('answer')).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  let answers = 0;
  let reads = 0;
  const chain = (async () => {
    // A chain that ends only once there have been answers.
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

test('memory stays flat while readers wait all the time', { timeout: 600_000 }, async () => {
  const chain = async () => {
    for (let i = 0; i < 10_000; i++) await readFile(file);
  };
  let highest = 0;
  const timer = setInterval(() => (highest = Math.max(highest, process.memoryUsage().heapUsed)), 10);
  const before = process.memoryUsage().heapUsed;
  await Promise.all(Array.from({ length: 64 }, chain));
  clearInterval(timer);
  // 640,000 entries of a list take more than twice as much.
  expect(highest - before).toBeLessThan(64 * 2 ** 20);
});

test('tests that replace the global timers do not stop them', async () => {
  const { setImmediate, setTimeout } = globalThis;
  onTestFinished(() => {
    Object.assign(globalThis, { setImmediate, setTimeout });
  });
  Object.assign(globalThis, { setImmediate: () => undefined, setTimeout: () => undefined });
  await oneAfterAnother(() => readFile(file));
  await allAtOnce(() => readFile(path.join(folder, 'absent')).catch(() => undefined));
});

test('a program that has nothing else to do ends when its reads have', async () => {
  const ended = await runNode('files/chain-of-reads.mjs', [file, '5000']);
  expect(ended).toEqual({ code: 0, signal: null, stdout: '5000 1 content\n', stderr: '' });
});
