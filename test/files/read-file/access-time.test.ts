import { statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { beforeAll, describe, expect, test } from 'vitest';
import { mountExt4, whyNoExt4 } from '../../support/files/ext4.js';
import { settlesAtOnce, untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import { nextKernelTick } from '../../support/files/kernel-tick.js';
import { folderForMounts, mount, mountOverlay, mountTmpfs, whyNoMounts } from '../../support/files/mount.js';

const folder = folderForMounts();
const DAY = 24 * 60 * 60;
/** A whole page: the kernel may not know whether a part of a page is in memory. */
const CONTENT = 'x'.repeat(4096);
const now = Math.floor(Date.now() / 1000);

/** Sets atime and mtime. The kernel sets ctime to now. */
function age(file: string, accessed: number, changed: number): void {
  utimesSync(file, accessed, changed);
}

/** Whether a read of a cached file settles before the loop's next turn. */
async function isReadOnLoop(file: string): Promise<boolean> {
  await nextTurn();
  const pending = readFile(file, 'utf8');
  const onLoop = await settlesAtOnce(pending);
  expect(await pending).toBe(CONTENT);
  return onLoop;
}

/** A file on another mount. Once it is read on the loop, offloop has noticed the new mount. */
const elsewhere = path.join(folder, 'elsewhere');
writeFileSync(elsewhere, 'content');

const skipped = whyNoExt4 !== undefined || whyNotOnLoop(folder) !== undefined;

describe.skipIf(skipped)('ext4', () => {
  const mountPoint = path.join(folder, 'ext4');
  const file = path.join(mountPoint, 'file');

  beforeAll(() => {
    mountExt4(path.join(folder, 'image'), mountPoint);
    writeFileSync(file, CONTENT);
  });

  /** Remounts with these options and waits until offloop has noticed. */
  async function remount(options: string): Promise<void> {
    mount('-o', `remount,${options}`, mountPoint);
    await nextKernelTick();
    expect(await untilReadOnLoop(() => readFile(elsewhere))).toBe(true);
  }

  test('relatime: a thread does the read that updates atime, the loop does the later ones', async () => {
    await remount('relatime,nolazytime');
    // ctime is now, so relatime updates an atime that is not later.
    age(file, now - 10, now - 20);
    const before = statSync(file).atimeMs;
    expect(await isReadOnLoop(file)).toBe(false);
    expect(statSync(file).atimeMs).toBeGreaterThan(before);
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    for (let round = 0; round < 10; round++) expect(await isReadOnLoop(file)).toBe(true);
  });

  test('relatime: a thread updates atime again after a day', async () => {
    await remount('relatime,nolazytime');
    age(file, now + 100, now - 20);
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    expect(await isReadOnLoop(file)).toBe(true);
    expect(statSync(file).atimeMs).toBe((now + 100) * 1000);
    age(file, now - 2 * DAY, now - 3 * DAY);
    expect(await isReadOnLoop(file)).toBe(false);
  });

  test('strictatime: a thread does every read', async () => {
    await remount('strictatime,nolazytime');
    for (let round = 0; round < 20; round++) expect(await isReadOnLoop(file)).toBe(false);
  });

  test.each(['noatime', 'ro', 'strictatime,lazytime'])(
    '%s: the loop does every read, because none updates atime',
    async (options) => {
      await remount('rw,relatime,nolazytime');
      age(file, now - 10, now);
      await remount(options);
      expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
      expect(await isReadOnLoop(file)).toBe(true);
      await remount('rw,relatime,nolazytime');
    },
  );
});

describe.skipIf(whyNoMounts !== undefined || whyNotOnLoop(folder) !== undefined)(
  'a file system that does not store atime',
  () => {
    test('tmpfs is read on the loop', async () => {
      const file = path.join(mountTmpfs(path.join(folder, 'tmpfs')), 'file');
      writeFileSync(file, CONTENT);
      age(file, now - 2 * DAY, now);
      expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    });

    test('overlayfs: the loop reads a file of a lower layer once a thread has seen that its atime stays', async () => {
      const layers = path.join(folder, 'layers');
      const merged = path.join(folder, 'merged');
      mountOverlay(layers, merged);
      const lower = path.join(layers, 'lower', 'file');
      writeFileSync(lower, CONTENT);
      age(lower, now - 2 * DAY, now - DAY);
      const file = path.join(merged, 'file');
      expect(await readFile(file, 'utf8')).toBe(CONTENT);
      expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
      expect(statSync(file).atimeMs).toBe((now - 2 * DAY) * 1000);
    });
  },
);
