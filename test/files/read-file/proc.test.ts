import { existsSync, promises as fsPromises, readFileSync, statSync } from 'node:fs';
import { readFile } from 'offloop';
import { expect, test } from 'vitest';
import { startChild } from '../../support/programs/child.js';

/** The names of the fields, because their values change between reads. */
function keysOf(text: string): string[] {
  return text.split('\n').map((line) => line.split(':')[0]?.trim() ?? '');
}

test.each(['/proc/self/status', '/proc/cpuinfo', '/proc/meminfo'])(
  'readFile() reads %s, which has a size of 0',
  async (file) => {
    expect(statSync(file).size).toBe(0);
    expect(keysOf(await readFile(file, 'utf8'))).toEqual(keysOf(readFileSync(file, 'utf8')));
  },
);

test.each(['/proc/filesystems', '/proc/version', '/proc/self/cmdline', '/proc/sys/kernel/pid_max'])(
  '%s',
  async (file) => {
    expect(await readFile(file)).toEqual(readFileSync(file));
  },
);

test('readFile() reads a file in /proc that is longer than one read(2) returns', async () => {
  // Three strings, each three quarters of the longest that execve(2) accepts.
  const env = Object.fromEntries(['A', 'B', 'C'].map((name) => [name, name.repeat(96 * 1024)]));
  const child = await startChild('/bin/cat', [], { env });
  const expected = Object.entries(env).map(([name, value]) => `${name}=${value}\0`);
  expect((await readFile(`/proc/${child.pid}/environ`, 'latin1')) === expected.join('')).toBe(true);
});

test('readFile() reads a file in /proc that needs many short reads', async ({ skip }) => {
  const file = '/proc/kallsyms';
  skip(!existsSync(file), `there is no ${file} here`);
  expect((await readFile(file)).equals(await fsPromises.readFile(file))).toBe(true);
});

test.each(['/sys/devices/system/cpu/online', '/sys/kernel/uevent_seqnum'])(
  'readFile() reads %s, which is shorter than its size',
  async (file) => {
    expect(statSync(file).size).toBe(4096);
    let before, ours;
    // A counter of events that other programs may cause.
    do {
      before = readFileSync(file);
      ours = await readFile(file);
    } while (!readFileSync(file).equals(before));
    expect(ours).toEqual(before);
  },
);

test('readFile() reads a range of a file in /proc', async () => {
  const whole = readFileSync('/proc/filesystems');
  expect(await readFile('/proc/filesystems', { position: 5, length: 20 })).toEqual(whole.subarray(5, 25));
  expect(await readFile('/proc/filesystems', { position: 1_000_000 })).toHaveLength(0);
});

test('readFile() resolves /proc/self to this process', async () => {
  expect(await readFile('/proc/self/stat', 'latin1')).toMatch(new RegExp(`^${process.pid} `));
});

test('readFile() of /dev/null returns nothing', async () => {
  expect(await readFile('/dev/null')).toHaveLength(0);
  expect(await readFile('/dev/null', { length: 10 })).toHaveLength(0);
  expect(await readFile('/dev/null', 'utf8')).toBe('');
});

test('readFile() of an endless device returns `length` bytes', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => readFile('/dev/urandom', { length: 100_000 })));
  expect(first).toHaveLength(100_000);
  expect(second).toHaveLength(100_000);
  expect(first?.equals(second ?? Buffer.of())).toBe(false);
  expect((await readFile('/dev/zero', { length: 20_000_000 })).equals(Buffer.alloc(20_000_000))).toBe(true);
  expect(await readFile('/dev/zero', { length: 0 })).toHaveLength(0);
});
