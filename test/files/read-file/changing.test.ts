import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { pattern } from '../../support/files/pattern.js';
import { temporaryFolder } from '../../support/files/temporary-folder.js';
import { startChild } from '../../support/programs/child.js';
import { fixture } from '../../support/programs/run-node.js';
import { rejection } from '../../support/rejection.js';

const folder = temporaryFolder();
const SIZE = 32 * 2 ** 20;

test('readFile() of a growing file returns at least its first size', async () => {
  const file = path.join(folder, 'growing');
  writeFileSync(file, '');
  const whole = pattern(SIZE);
  const writer = await startChild(process.execPath, [fixture('files/change-file.mjs'), 'grow', file, String(SIZE)]);
  expect(await writer.nextLine()).toBe('started');
  let bytes;
  do {
    const { size } = statSync(file);
    bytes = await readFile(file);
    expect(bytes.length).toBeGreaterThanOrEqual(size);
    expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
  } while (bytes.length < SIZE);
});

test('readFile() of a file that is truncated meanwhile returns at most its first size', async () => {
  const file = path.join(folder, 'shrinking');
  writeFileSync(file, '');
  const whole = pattern(SIZE);
  const writer = await startChild(process.execPath, [fixture('files/change-file.mjs'), 'cut', file, String(SIZE)]);
  expect(await writer.nextLine()).toBe('started');
  for (let round = 0; round < 100; round++) {
    const bytes = await readFile(file);
    expect(bytes.length).toBeLessThanOrEqual(SIZE);
    expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
  }
});

test('readFile() of a file under a write lease waits until the holder releases it', async ({ skip }) => {
  const file = path.join(folder, 'leased');
  writeFileSync(file, 'content');
  const holder = await startChild('python3', [fixture('files/hold-lease.py'), file, 'yielding']);
  const answer = await holder.nextLine();
  skip(answer !== 'held', `no leases on this file system: ${answer}`);
  expect(await readFile(file, 'utf8')).toBe('content');
  expect(await holder.nextLine()).toBe('asked');
});

test('readFile() rejects at once on abort or timeout while its thread is stuck in the kernel', async ({ skip }) => {
  const file = path.join(folder, 'leased for long');
  writeFileSync(file, 'content');
  const holder = await startChild('python3', [fixture('files/hold-lease.py'), file, 'stubborn']);
  const answer = await holder.nextLine();
  skip(answer !== 'held', `no leases on this file system: ${answer}`);

  const controller = new AbortController();
  const aborted = rejection(() => readFile(file, { signal: controller.signal }));
  const timedOut = rejection(() => readFile(file, { timeoutMs: 1 }));
  const patient = readFile(file, 'utf8');
  expect(await holder.nextLine()).toBe('asked');
  controller.abort();
  expect((await aborted).code).toBe('ABORT_ERR');
  expect((await timedOut).code).toBe('ETIMEDOUT');

  holder.tell('give it back');
  expect(await patient).toBe('content');
});
