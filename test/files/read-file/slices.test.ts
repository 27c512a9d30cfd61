// @module-tag quick-portable
// @module-tag tsan
import { promises as fsPromises, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { countDescriptors } from '../../support/files/fifo.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { rejection } from '../../support/rejection.js';
import { until } from '../../support/until.js';

const folder = temporaryFolder();
const file = path.join(folder, 'gibibyte');
writeFileSync(file, '');
truncateSync(file, 2 ** 30);

const ways = [{ encoding: null }, { encoding: 'utf8' as const, length: 2 ** 28 }];

test.each(ways)('reads of 1 GiB do not occupy all threads: %j', async (options) => {
  const controller = new AbortController();
  let ended = 0;
  const reads = Array.from({ length: 8 }, () =>
    rejection(() => readFile(file, { ...options, signal: controller.signal })).finally(() => ended++),
  );
  for (let i = 0; i < 5; i++) await fsPromises.stat(folder);
  // If they occupied the threads, all of them would have ended earlier.
  expect(ended).toBeLessThan(reads.length);
  controller.abort();
  await Promise.allSettled(reads);
});

test.each(ways)('a thread stops an aborted read of 1 GiB: %j', async (options) => {
  let outcome: unknown = 'done';
  // Again if the whole file was read before the thread noticed the abort.
  while (outcome === 'done') {
    const controller = new AbortController();
    const { signal } = controller;
    let isOver = false;
    const reading = readFile(file, { ...options, signal })
      .then(
        () => 'done',
        (error: unknown) => error,
      )
      .finally(() => (isOver = true));
    await until(() => isOver || countDescriptors(file) === 1);
    controller.abort();
    outcome = await reading;
  }
  expect(outcome).toMatchObject({ code: 'ABORT_ERR' });
  await until(() => countDescriptors(file) === 0);
});

test('readFile() decodes a text of several slices in each encoding', async () => {
  const text = 'aé€😀'.repeat(3_000_000);
  const name = path.join(folder, 'text');
  const bytes = Buffer.from(text);
  writeFileSync(name, bytes);
  for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url'] as const) {
    expect((await readFile(name, encoding)) === bytes.toString(encoding)).toBe(true);
  }
});

test('a large text is an ordinary string', async () => {
  const name = path.join(folder, 'json');
  for (const filling of ['a', 'é', '€']) {
    const value = { filling: filling.repeat(2_000_000) };
    writeFileSync(name, JSON.stringify(value));
    const text = await readFile(name, 'utf8');
    expect(JSON.stringify(JSON.parse(text)) === text).toBe(true);
    expect(`${text.slice(0, 13)}${text.at(-1)}`).toBe(`{"filling":"${filling}}`);
    expect(structuredClone(text) === text).toBe(true);
    expect(new Map([[text, 1]]).get(JSON.stringify(value))).toBe(1);
    expect(Buffer.from(text).equals(Buffer.from(JSON.stringify(value)))).toBe(true);
  }
});
