import { closeSync, mkdirSync, openSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contentOf, startSlowFuse, whyNoFuse, type SlowFuse } from '../../support/files/fuse.js';
import { bind, folderForMounts, mount, mountOverlay, mountTmpfs, unmount } from '../../support/files/mount.js';
import { readWhileHeld } from '../../support/files/read-while-held.js';
import { startReader } from '../../support/files/reader.js';

const folder = folderForMounts();
const slow = path.join(folder, 'slow');
const name = 'file';
const slowFile = path.join(slow, name);

function localFolder(called: string): string {
  const made = path.join(folder, called);
  mkdirSync(made);
  writeFileSync(path.join(made, name), 'local');
  return made;
}

async function readOften(file: string, content: string): Promise<void> {
  for (let round = 0; round < 200; round++) expect(await readFile(file, 'utf8')).toBe(content);
}

/** The kernel has cached the file's name and pages; offloop knows nothing else about the path. */
async function expectLoopFree(fuse: SlowFuse, file: string): Promise<void> {
  expect(readFileSync(file, 'utf8')).toBe(contentOf(name));
  const begin = () => readFile(file, 'utf8');
  expect(await readWhileHeld(fuse, 'OPEN', begin)).toBe(contentOf(name));
  await readOften(file, contentOf(name));
  expect(await readWhileHeld(fuse, 'OPEN', begin)).toBe(contentOf(name));
}

describe.skipIf(whyNoFuse !== undefined)('a slow file system does not block the event loop when it is reached', () => {
  test.each([
    ['a path that goes back and forth', (local: string) => `${local}/../slow/folder/../${name}`],
    ['a link to the file', (local: string) => link(slowFile, `${local}/link`)],
    ['a link to the folder', (local: string) => `${link('../slow', `${local}/link`)}/${name}`],
    ['a link to its own descriptor', () => `/proc/self/fd/${descriptorOf(slowFile)}`],
    ['the root folder of this process', () => `/proc/self/root${slowFile}`],
    ['the folder, shown at another place', (local: string) => `${bound(slow, local)}/${name}`],
    ['the file, shown at another place', (local: string) => bound(slowFile, `${local}/${name}`)],
    ['a lower layer of overlayfs', (local: string) => `${overlaid(local, '')}/${name}`],
    // The files have the overlay's own device number, as they do if its layers share a file system.
    ['overlayfs that numbers inodes anew', (local: string) => `${overlaid(local, ',xino=on')}/${name}`],
    ['overlayfs that has no upper layer', (local: string) => `${stacked(`${slow}/folder`, local)}/${name}`],
  ])('through %s', async (title, make) => {
    const local = localFolder(title);
    await readOften(path.join(local, name), 'local');
    const fuse = await startSlowFuse(slow);
    await expectLoopFree(fuse, make(local));
  });

  test('through a relative path', async () => {
    const fuse = await startSlowFuse(slow);
    const reader = await startReader({ cwd: slow });
    for (const file of [name, `./folder/../${name}`, `../slow/${name}`]) {
      for (let round = 0; round < 50; round++) expect(await reader.read(file)).toBe(contentOf(name));
      await fuse.hold('OPEN');
      const turned = reader.begin(file);
      await fuse.begun('OPEN');
      await turned;
      expect(await fuse.release('OPEN')).toBeGreaterThan(0);
      expect(await reader.outcome()).toBe(contentOf(name));
    }
  });

  test('on the way to a local one', async () => {
    const fuse = await startSlowFuse(slow, 0);
    const local = path.join(slow, 'folder');
    mountTmpfs(local);
    onTestFinished(() => {
      unmount(local);
    });
    const file = path.join(local, name);
    writeFileSync(file, 'local');
    await readOften(file, 'local');
    expect(await readWhileHeld(fuse, 'LOOKUP', () => readFile(file, 'utf8'))).toBe('local');
  });
});

describe.skipIf(whyNoFuse !== undefined)('a slow file system does not block the event loop when it is mounted', () => {
  test('over a directory that is being read', async () => {
    const local = localFolder('covered');
    const file = path.join(local, name);
    await readOften(file, 'local');
    const fuse = await startSlowFuse(local);
    await expectLoopFree(fuse, file);
    await fuse.unmount();
    await readOften(file, 'local');
  });

  test('in the same turn', async () => {
    const local = localFolder('covered at once');
    const file = path.join(local, name);
    const fuse = await startSlowFuse(slow);
    expect(statSync(slowFile).isFile()).toBe(true);
    await readOften(file, 'local');
    const begin = () => {
      bind(slow, local);
      return readFile(file, 'utf8');
    };
    expect(await readWhileHeld(fuse, 'OPEN', begin)).toBe(contentOf(name));
    unmount(local);
    expect(await readFile(file, 'utf8')).toBe('local');
  });

  // The kernel reuses the number of the unmounted mount and the device of its file system.
  test('in the place of a local one, and vice versa', async () => {
    const place = path.join(folder, 'taken in turns');
    const file = path.join(place, name);
    for (let round = 0; round < 3; round++) {
      const content = `in memory ${round}`;
      writeFileSync(path.join(mountTmpfs(place), name), content);
      await readOften(file, content);
      unmount(place);
      const fuse = await startSlowFuse(place);
      await expectLoopFree(fuse, file);
      await fuse.unmount();
    }
  });
});

function link(target: string, called: string): string {
  symlinkSync(target, called);
  return called;
}

function bound(source: string, target: string): string {
  bind(source, target);
  return target;
}

function overlaid(local: string, options: string): string {
  return mountOverlay(`${local}/layers`, local, slow, options);
}

function stacked(lower: string, local: string): string {
  mount('-t', 'overlay', 'overlay', '-o', `lowerdir=${lower}:${lower}-2`, local);
  return local;
}

function descriptorOf(file: string): number {
  const fd = openSync(file, 'r');
  onTestFinished(() => {
    closeSync(fd);
  });
  return fd;
}
