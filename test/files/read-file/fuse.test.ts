import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { contentOf, startSlowFuse, whyNoFuse, type Kind } from '../../support/files/fuse.js';
import { folderForMounts } from '../../support/files/mount.js';
import { readWhileHeld } from '../../support/files/read-while-held.js';
import { rejection } from '../../support/rejection.js';
import { manyTurns } from '../../support/turns.js';

const folder = folderForMounts();
const mountPoint = path.join(folder, 'slow');
const localFile = path.join(folder, 'local');
writeFileSync(localFile, 'local');

const name = 'file-in-cache';
const file = path.join(mountPoint, name);

/** Reads a cached file many times, so that offloop learns all it can about the file system. */
async function warmUp(): Promise<void> {
  for (let round = 0; round < 300; round++) {
    expect(await readFile(file, 'utf8')).toBe(contentOf(name));
    expect(await readFile(localFile, 'utf8')).toBe('local');
  }
}

const held: { kind: Kind; validSeconds: number; read: string }[] = [
  { kind: 'OPEN', validSeconds: 3600, read: name },
  { kind: 'FLUSH', validSeconds: 3600, read: name },
  { kind: 'READ', validSeconds: 3600, read: 'file-never-read' },
  { kind: 'LOOKUP', validSeconds: 3600, read: 'file-never-named' },
  { kind: 'LOOKUP', validSeconds: 0, read: name },
  { kind: 'GETATTR', validSeconds: 0, read: name },
];

describe.skipIf(whyNoFuse !== undefined)('a file system that does not answer does not block the event loop', () => {
  describe.each(held)('on $kind of $read, names valid for $validSeconds s', ({ kind, validSeconds, read }) => {
    const begin = () => readFile(path.join(mountPoint, read), 'utf8');

    test('at the first read', async () => {
      const fuse = await startSlowFuse(mountPoint, validSeconds);
      expect(await readWhileHeld(fuse, kind, begin)).toBe(contentOf(read));
    });

    test('after many reads', async () => {
      const fuse = await startSlowFuse(mountPoint, validSeconds);
      await warmUp();
      expect(await readWhileHeld(fuse, kind, begin)).toBe(contentOf(read));
      await warmUp();
    });
  });

  test('on STATFS, requested or not', async () => {
    const fuse = await startSlowFuse(mountPoint);
    await warmUp();
    await fuse.hold('STATFS');
    const pending = readFile(file, 'utf8');
    await manyTurns();
    await fuse.release('STATFS');
    expect(await pending).toBe(contentOf(name));
  });

  test('while a part of a file is read', async () => {
    const fuse = await startSlowFuse(mountPoint);
    await warmUp();
    const begin = () => readFile(file, { encoding: 'latin1', position: 3, length: 5 });
    expect(await readWhileHeld(fuse, 'OPEN', begin)).toBe(contentOf(name).slice(3, 8));
  });
});

describe.skipIf(whyNoFuse !== undefined)('while a thread waits for a file system', () => {
  test.each(['OPEN', 'FLUSH'] as const)('in %s, readFile() rejects at once on abort', async (kind) => {
    const fuse = await startSlowFuse(mountPoint);
    await warmUp();
    await fuse.hold(kind);
    const controller = new AbortController();
    const aborted = rejection(() => readFile(file, { signal: controller.signal }));
    await fuse.begun(kind);
    expect((await rejection(() => readFile(file, { timeoutMs: 20 }))).code).toBe('ETIMEDOUT');
    controller.abort();
    expect((await aborted).code).toBe('ABORT_ERR');
    expect(await fuse.release(kind)).toBeGreaterThan(0);
    await warmUp();
  });

  test('other files are read', async () => {
    const fuse = await startSlowFuse(mountPoint);
    await warmUp();
    await fuse.hold('OPEN');
    // Three of libuv's four threads.
    const pending = Promise.all([1, 2, 3].map(() => readFile(file, 'utf8')));
    for (let begun = 0; begun < 3; begun++) await fuse.begun('OPEN');
    for (let round = 0; round < 300; round++) expect(await readFile(localFile, 'utf8')).toBe('local');
    expect(await readFile('/proc/self/stat', 'latin1')).toMatch(new RegExp(`^${process.pid} `));
    await expect(readFile(path.join(mountPoint, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await fuse.release('OPEN')).toBe(3);
    expect(await pending).toEqual(Array(3).fill(contentOf(name)));
  });

  test('that is unmounted, the error names the file', async () => {
    const fuse = await startSlowFuse(mountPoint);
    await warmUp();
    await fuse.hold('OPEN');
    const failed = rejection(() => readFile(file));
    await fuse.begun('OPEN');
    await fuse.unmount();
    expect(await failed).toMatchObject({ code: 'ECONNABORTED', syscall: 'open', path: file });
  });

  test('that is unmounted after the last byte is read, readFile() resolves', async () => {
    const fuse = await startSlowFuse(mountPoint);
    await fuse.hold('FLUSH');
    const pending = readFile(file, 'utf8');
    await fuse.begun('FLUSH');
    await fuse.unmount();
    expect(await pending).toBe(contentOf(name));
  });
});
