// @module-tag tsan
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixture, run } from '../support/programs/run-node.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'offloop-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const strace = await run('strace', ['-V']).catch(() => undefined);
if (strace === undefined) console.warn('skipped: no-subprocess.test.ts needs strace (apt-get install strace)');

test.skipIf(strace === undefined)('a program that calls every function starts threads but no process', async () => {
  const trace = path.join(folder, 'trace');
  const program = fixture('native/no-subprocess.mjs');
  const ended = await run('strace', ['-f', '-e', 'trace=process', '-o', trace, process.execPath, program]);
  expect(ended).toMatchObject({ code: 0, stdout: 'done\n' });

  const calls = (await readFile(trace, 'utf8')).split('\n').filter((line) => /\b(v?fork|clone3?|exec\w*)\(/.test(line));
  const started = calls.filter((line) => !line.includes('CLONE_THREAD'));
  // The only exec is that of strace, which starts the program.
  expect(started).toHaveLength(1);
  expect(started[0]).toContain(process.execPath);
  expect(calls.length).toBeGreaterThan(1);
});
