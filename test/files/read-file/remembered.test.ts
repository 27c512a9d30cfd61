import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readFile } from 'offloop';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contentOf, startSlowFuse, whyNoFuse, type SlowFuse } from '../../support/files/fuse.js';
import { fill, newFolderIn } from '../../support/files/folders.js';
import { nextKernelTick } from '../../support/files/kernel-tick.js';
import { settlesAtOnce, untilReadOnLoop, whyNotOnLoop } from '../../support/files/on-loop.js';
import {
  bind,
  folderForMounts,
  mount,
  mountOverlay,
  mountTmpfs,
  unmount,
  unmountUnused,
  whyNoMounts,
} from '../../support/files/mount.js';
import { readWhileHeld } from '../../support/files/read-while-held.js';
import { startReader, type Reader } from '../../support/files/reader.js';
import { until } from '../../support/until.js';

// Reads on the loop remember which mounts there are, on which mount a folder's files are, and mappings of files. The
// tests change what is remembered.

const folder = folderForMounts();
const newFolder = () => newFolderIn(folder);

async function isReadOnLoop(file: string): Promise<boolean> {
  await nextTurn();
  const pending = readFile(file);
  const onLoop = await settlesAtOnce(pending);
  await pending;
  return onLoop;
}

const skipped = whyNoMounts !== undefined || whyNotOnLoop(folder) !== undefined;

describe.skipIf(skipped)('readFile() after many reads on the loop', () => {
  test('a mount is remounted: a thread reads from the next tick of the kernel on', async () => {
    const place = newFolder();
    bind(newFolder(), place);
    const file = fill(place, 'content');
    readFileSync(file);
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    mount('-o', 'remount,bind,strictatime', place);
    await nextKernelTick();
    for (let round = 0; round < 20; round++) expect(await isReadOnLoop(file)).toBe(false);
    mount('-o', 'remount,bind,noatime', place);
    await nextKernelTick();
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
  });

  test.each([
    ['tmpfs', (place: string) => mountTmpfs(place)],
    ['overlayfs', (place: string) => mountOverlay(newFolder(), place)],
  ])('%s can be unmounted once the reads have stopped', async (_, make) => {
    const place = make(newFolder());
    const file = fill(place, 'in use?');
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    for (let round = 0; round < 100; round++) await readFile(file);
    await until(() => {
      try {
        unmountUnused(place);
        return true;
      } catch {
        return false;
      }
    });
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a folder of another mount is renamed, and one of the first mount takes its name', async () => {
    const above = newFolder();
    const file = fill(path.join(mountTmpfs(path.join(above, 'place')), 'folder'), 'there');
    expect(await untilReadOnLoop(() => readFile(file))).toBe(true);
    for (let round = 0; round < 20; round++) {
      renameSync(above, `${above} away`);
      fill(path.dirname(file), 'here');
      expect(await readFile(file, 'utf8')).toBe('here');
      rmSync(above, { recursive: true });
      renameSync(`${above} away`, above);
      expect(await readFile(file, 'utf8')).toBe('there');
    }
  });

  test('the folder that root names is replaced, also through a link', async () => {
    const [first, second] = [newFolder(), mountTmpfs(newFolder())];
    fill(first, 'first');
    fill(second, 'second');
    const link = path.join(newFolder(), 'current');
    for (let round = 0; round < 20; round++) {
      for (const [target, content] of [
        [first, 'first'],
        [second, 'second'],
      ] as const) {
        rmSync(link, { force: true });
        symlinkSync(target, link);
        expect(await readFile('file', { root: link, encoding: 'utf8' })).toBe(content);
      }
    }
  });

  test('the working directory changes to another mount and back', async () => {
    const [here, there] = [newFolder(), mountTmpfs(newFolder())];
    fill(here, 'here');
    fill(there, 'there');
    const reader = await startReader({ cwd: here });
    for (let round = 0; round < 20; round++) {
      for (const [place, content] of [
        [there, 'there'],
        [here, 'here'],
      ] as const) {
        await reader.beginIn(place, 'file');
        expect(await reader.outcome()).toBe(content);
      }
    }
  });
});

async function expectLoopFree(fuse: SlowFuse, reader: Reader, begin: () => Promise<void>): Promise<void> {
  await fuse.hold('OPEN');
  const turned = begin();
  await fuse.begun('OPEN');
  await turned;
  expect(await fuse.release('OPEN')).toBeGreaterThan(0);
  expect(await reader.outcome()).toBe(contentOf('file'));
}

describe.skipIf(whyNoFuse !== undefined || skipped)('a slow file system does not block the event loop', () => {
  test('after the working directory has changed to it', async () => {
    const slow = path.join(newFolder(), 'slow');
    const fuse = await startSlowFuse(slow);
    expect(readFileSync(path.join(slow, 'file'), 'utf8')).toBe(contentOf('file'));
    const here = newFolder();
    fill(here, 'here');
    const reader = await startReader({ cwd: here });
    for (let round = 0; round < 20; round++) expect(await reader.read('file')).toBe('here');
    await expectLoopFree(fuse, reader, () => reader.beginIn(slow, 'file'));
  });

  test('in a root folder of the process, which sees none of the mounts outside', async () => {
    const root = newFolder();
    bind('/', root);
    mount('--make-private', root);
    onTestFinished(() => {
      unmount(root);
    });
    for (const needed of ['proc', 'dev']) bind(`/${needed}`, path.join(root, needed));
    const shared = newFolder();
    const [slow, local] = ['slow', 'local'].map((name) => path.join(shared, name)) as [string, string];
    // `root` shows the folder, but not what is mounted in it outside.
    const fuse = await startSlowFuse(path.join(root, slow));
    mountTmpfs(path.join(root, local));
    fill(path.join(root, local), 'local');
    expect(readFileSync(path.join(root, slow, 'file'), 'utf8')).toBe(contentOf('file'));
    const reader = await startReader({ chroot: root });
    for (let round = 0; round < 20; round++) expect(await reader.read(path.join(local, 'file'))).toBe('local');
    await expectLoopFree(fuse, reader, () => reader.begin(path.join(slow, 'file')));
  });

  test('as a lower layer whose own mount is no longer there', async () => {
    const slow = path.join(newFolder(), 'slow');
    const fuse = await startSlowFuse(slow);
    const place = mountOverlay(newFolder(), newFolder(), slow);
    unmount(slow);
    const file = path.join(place, 'file');
    expect(readFileSync(file, 'utf8')).toBe(contentOf('file'));
    const begin = () => readFile(file, 'utf8');
    for (let round = 0; round < 200; round++) expect(await begin()).toBe(contentOf('file'));
    expect(await readWhileHeld(fuse, 'OPEN', begin)).toBe(contentOf('file'));
    unmount(place);
  });
});
