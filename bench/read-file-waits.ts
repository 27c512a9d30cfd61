// Claim: readFile holds the event loop for less than 5 ms, whatever the file makes its reader wait for: a slow file
// system, the holder of a lease, a cold disk, a full pool. Prints the longest time that the loop was held in each case.
// The slow file system needs root.

import { execFileSync, spawn } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readFile } from 'offloop';
import { compareDelays } from './support/loop-delay.js';
import { report } from './support/report.js';
import { runtime } from './support/runtime.js';
import { makeScratchFolder } from './support/scratch.js';

const WAIT_MS = 50;
const folder = makeScratchFolder();
const fixture = (name: string) => path.join(import.meta.dirname, '../test/fixtures/files', name);

/** A program that takes commands and answers in lines. */
function startProgram(name: string, args: string[]) {
  const child = spawn('python3', [fixture(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const until = async (start: string) => {
    for (;;) {
      const { value, done } = (await lines.next()) as { value: string; done?: boolean };
      if (done === true) throw new Error(`${name} ended before it said "${start}"`);
      if (value.startsWith(start)) return;
    }
  };
  return {
    until,
    tell: (command: string) => child.stdin.write(`${command}\n`),
    end: () => {
      child.stdin.end();
    },
  };
}

function makeFile(name: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, 'x'.repeat(4096));
  return file;
}

const cases: { name: string; run: () => Promise<unknown> }[] = [];

if (process.getuid?.() === 0) {
  const slow = path.join(folder, 'slow');
  fs.mkdirSync(slow);
  const fuse = startProgram('slow-fuse.py', [slow, '3600']);
  await fuse.until('mounted');
  process.once('exit', () => {
    execFileSync('umount', ['-l', slow]);
  });
  await readFile(`${slow}/file`);
  cases.push({
    name: `a file system that answers after ${WAIT_MS} ms`,
    run: async () => {
      fuse.tell('hold OPEN');
      await fuse.until('holding OPEN');
      const pending = readFile(`${slow}/file`);
      await fuse.until('OPEN begun');
      await delay(WAIT_MS);
      fuse.tell('release OPEN');
      await pending;
    },
  });
}

const leased = makeFile('leased');
cases.push({
  name: `a lease that its holder gives up after ${WAIT_MS} ms`,
  run: async () => {
    const holder = startProgram('hold-lease.py', [leased, 'stubborn']);
    await holder.until('held');
    const pending = readFile(leased);
    await holder.until('asked');
    await delay(WAIT_MS);
    holder.tell('');
    await pending;
    holder.end();
  },
});

const dropper = startProgram('drop-cache.py', []);
const cold = Array.from({ length: 64 }, (_, i) => makeFile(`cold ${i}`));
cases.push({
  name: '64 files that are not in memory',
  run: async () => {
    for (const file of cold) {
      dropper.tell(JSON.stringify([file, '0:0']));
      await dropper.until('dropped');
    }
    await Promise.all(cold.map((file) => readFile(file)));
  },
});

const derive = promisify(pbkdf2);
const warm = makeFile('warm');
cases.push({
  name: '1,000 files beside a full pool',
  run: async () => {
    const full = Array.from({ length: 8 }, () => derive('', '', 100_000, 32, 'sha256'));
    for (let i = 0; i < 1000; i++) await readFile(warm);
    await Promise.all(full);
  },
});

report(await compareDelays(`how long readFile holds the event loop on ${runtime}`, cases));
if (process.getuid?.() !== 0) process.stdout.write('a slow file system: left out, only root can mount it\n');
dropper.end();
