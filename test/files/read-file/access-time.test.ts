import { statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { beforeAll, describe, expect, test } from 'vitest';
import { mountExt4, whyNoExt4 } from '../../support/files/ext4.js';
import { isReadOnLoop, settlesAtOnce, whyNotOnLoop } from '../../support/files/on-loop.js';
import { folderForMounts, mount, mountOverlay, mountTmpfs, whyNoMounts } from '../../support/files/mount.js';

const folder = folderForMounts();
const DAY = 24 * 60 * 60;
/** A page of it: of a part of one the kernel may not know that it is in memory. */
const CONTENT = 'x'.repeat(4096);
const now = Math.floor(Date.now() / 1000);

/** Sets the time of access and of the last change of content; the kernel sets that of the inode to now. */
function age(file: string, accessed: number, changed: number): void {
  utimesSync(file, accessed, changed);
}

/** Whether a read of what is in memory settles before the loop has its turn. */
async function isReadOnLoop(file: string): Promise<boolean> {
  await nextTurn();
  const pending = readFile(file, 'utf8');
  const onLoop = await settlesAtOnce(pending);
  expect(await pending).toBe(CONTENT);
  return onLoop;
}

/** On another mount: it is read on the loop once it is known what has been mounted anew. */
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

  /** Mounts it with these options, and has that be known. */
  async function remount(options: string): Promise<void> {
    mount('-o', `remount,${options}`, mountPoint);
    expect(await isReadOnLoop(() => readFile(elsewhere))).toBe(true);
  }

  test("relatime: the read that writes the time of access is a thread's, those after it are the loop's", async () => {
    await remount('relatime,nolazytime');
    // The time of the inode is now: an access that is no later is due.
    age(file, now - 10, now - 20);
    const before = statSync(file).atimeMs;
    expect(await isReadOnLoop(file)).toBe(false);
    expect(statSync(file).atimeMs).toBeGreaterThan(before);
    expect(await isReadOnLoop(() => readFile(file))).toBe(true);
    for (let round = 0; round < 10; round++) expect(await isReadOnLoop(file)).toBe(true);
  });

  test('relatime: a day later it is due again', async () => {
    await remount('relatime,nolazytime');
    age(file, now + 100, now - 20);
    expect(await isReadOnLoop(() => readFile(file))).toBe(true);
    expect(await isReadOnLoop(file)).toBe(true);
    expect(statSync(file).atimeMs).toBe((now + 100) * 1000);
    age(file, now - 2 * DAY, now - 3 * DAY);
    expect(await isReadOnLoop(file)).toBe(false);
  });

  test("strictatime: every read is a thread's", async () => {
    await remount('strictatime,nolazytime');
    for (let round = 0; round < 20; round++) expect(await isReadOnLoop(file)).toBe(false);
  });

  test.each(['noatime', 'ro', 'strictatime,lazytime'])('%s: no read is one that writes', async (options) => {
    await remount('rw,relatime,nolazytime');
    age(file, now - 10, now);
    await remount(options);
    expect(await isReadOnLoop(() => readFile(file))).toBe(true);
    expect(await isReadOnLoop(file)).toBe(true);
    await remount('rw,relatime,nolazytime');
  });
});

describe.skipIf(whyNoMounts !== undefined || whyNotOnLoop(folder) !== undefined)('file systems that write no time', () => {
  test('tmpfs', async () => {
    const file = path.join(mountTmpfs(path.join(folder, 'tmpfs')), 'file');
    writeFileSync(file, CONTENT);
    age(file, now - 2 * DAY, now);
    expect(await isReadOnLoop(() => readFile(file))).toBe(true);
  });

  test('a file of a lower layer of overlayfs: after a thread has seen that its time stays as it is', async () => {
    const layers = path.join(folder, 'layers');
    const merged = path.join(folder, 'merged');
    mountOverlay(layers, merged);
    const lower = path.join(layers, 'lower', 'file');
    writeFileSync(lower, CONTENT);
    age(lower, now - 2 * DAY, now - DAY);
    const file = path.join(merged, 'file');
    expect(await readFile(file, 'utf8')).toBe(CONTENT);
    expect(await isReadOnLoop(() => readFile(file))).toBe(true);
    expect(statSync(file).atimeMs).toBe((now - 2 * DAY) * 1000);
  });
});
