import fs, { mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { expectRead } from '../../support/files/expect-read.js';
import { mountExt4, whyNoExt4 } from '../../support/files/ext4.js';
import {
  bind,
  folderForMounts,
  mount,
  mountOverlay,
  mountTmpfs,
  unmount,
  whyNoMounts,
} from '../../support/files/mount.js';
import { pattern } from '../../support/files/pattern.js';
import { startReader } from '../../support/files/reader.js';
import { rejection } from '../../support/rejection.js';

const folder = folderForMounts();
const at = (name: string) => path.join(folder, name);

function makeFolder(name: string): string {
  mkdirSync(at(name));
  return at(name);
}

function mountRamfs(place: string): string {
  mount('-t', 'ramfs', 'none', place);
  return place;
}

const fileSystems: { name: string; whyNot?: string; make: () => string }[] = [
  { name: 'the folder of the test', make: () => makeFolder('plain') },
  { name: 'tmpfs', make: () => mountTmpfs(at('tmpfs')) },
  { name: 'ramfs', make: () => mountRamfs(makeFolder('ramfs')) },
  { name: 'ext4', whyNot: whyNoExt4, make: () => mountExt4(at('image'), at('ext4')) },
  { name: 'overlayfs', make: () => mountOverlay(at('layers'), at('overlay')) },
];

describe.skipIf(whyNoMounts !== undefined).each(fileSystems)('a file on $name', ({ whyNot, make }) => {
  test('readFile() returns its current content', async ({ skip }) => {
    skip(whyNot !== undefined, whyNot);
    await expectLife(make());
  });
});

/** Changes to a file that has been read before. */
async function expectLife(where: string): Promise<void> {
  const file = path.join(where, 'file');
  writeFileSync(file, 'first');
  await expectRead(file, 'first');
  fs.appendFileSync(file, ' and second');
  await expectRead(file, 'first and second');

  const fd = fs.openSync(file, 'r+');
  fs.writeSync(fd, 'FIRST', 0);
  await expectRead(file, 'FIRST and second');
  fs.closeSync(fd);
  // The times stay the same, so a cache keyed by them would return the old content.
  fs.utimesSync(file, 0, 0);
  writeFileSync(file, 'again and second');
  fs.utimesSync(file, 0, 0);
  await expectRead(file, 'again and second');

  truncateSync(file, 5);
  await expectRead(file, 'again');
  truncateSync(file, 8);
  await expectRead(file, 'again\0\0\0');

  const large = pattern(300_000);
  writeFileSync(path.join(where, 'new'), large);
  renameSync(path.join(where, 'new'), file);
  await expectRead(file, large.toString());
  expect(await readFile(file, { position: 4000, length: 200 })).toEqual(large.subarray(4000, 4200));
  expect(await readFile(file, { position: 400_000 })).toHaveLength(0);

  fs.unlinkSync(file);
  expect((await rejection(() => readFile(file))).code).toBe('ENOENT');
  mkdirSync(file);
  expect((await rejection(() => readFile(file))).code).toBe('EISDIR');
  renameSync(file, path.join(where, 'folder'));
  symlinkSync('folder/file', file);
  writeFileSync(path.join(where, 'folder', 'file'), 'behind a link');
  await expectRead(file, 'behind a link');
  writeFileSync(path.join(where, 'empty'), '');
  symlinkSync('empty', path.join(where, 'new'));
  renameSync(path.join(where, 'new'), file);
  await expectRead(file, '');
}

describe.skipIf(whyNoMounts !== undefined)('overlayfs', () => {
  test('readFile() reads a file of the lower layer before and after it is copied up', async () => {
    const lower = mountTmpfs(at('lower'));
    for (const name of ['appended', 'replaced']) writeFileSync(path.join(lower, name), 'below');
    const merged = mountOverlay(at('layers of copies'), at('copies'), lower);

    const [appended, replaced] = ['appended', 'replaced'].map((name) => path.join(merged, name)) as [string, string];
    for (const file of [appended, replaced]) await expectRead(file, 'below');
    fs.appendFileSync(appended, ' and above');
    await expectRead(appended, 'below and above');
    writeFileSync(replaced, 'above');
    await expectRead(replaced, 'above');
    fs.unlinkSync(replaced);
    await expect(readFile(replaced)).rejects.toMatchObject({ code: 'ENOENT' });
    for (const name of ['appended', 'replaced']) await expectRead(path.join(lower, name), 'below');
  });

  test('readFile() reads files of other users', async () => {
    const merged = mountOverlay(at('layers of others'), at('others'));
    const reader = await startReader({ user: 'nobody' });
    const file = path.join(merged, 'file');
    for (const content of ['one', 'two', 'more than a page '.repeat(1000)]) {
      writeFileSync(file, content, { mode: 0o644 });
      for (let round = 0; round < 20; round++) expect(await reader.read(file)).toBe(content);
    }
    fs.chownSync(file, 65534, 65534);
    writeFileSync(file, 'theirs now');
    for (let round = 0; round < 20; round++) expect(await reader.read(file)).toBe('theirs now');
    fs.chownSync(file, 0, 0);
    fs.chmodSync(file, 0o600);
    for (let round = 0; round < 20; round++) expect(await reader.read(file)).toBe('EACCES');
  });
});

describe.skipIf(whyNoMounts !== undefined)('bind mounts', () => {
  test('of a directory, read-only', async () => {
    const [source, shown] = [makeFolder('source'), makeFolder('shown')];
    bind(source, shown);
    mount('-o', 'remount,bind,ro', shown);
    for (const content of ['one', 'two', 'three']) {
      writeFileSync(path.join(source, 'file'), content);
      await expectRead(path.join(shown, 'file'), content);
    }
  });

  test('of one file, such as /etc/hosts in a container', async () => {
    const [source, shown] = [at('hosts outside'), at('hosts inside')];
    for (const file of [source, shown]) writeFileSync(file, `of ${file}`);
    await expectRead(shown, `of ${shown}`);
    bind(source, shown);
    await expectRead(shown, `of ${source}`);
    writeFileSync(source, 'written in place');
    await expectRead(shown, 'written in place');
    // The mount refers to the file, not to its name.
    writeFileSync(at('hosts anew'), 'another file');
    renameSync(at('hosts anew'), source);
    await expectRead(source, 'another file');
    await expectRead(shown, 'written in place');
    unmount(shown);
    await expectRead(shown, `of ${shown}`);
  });
});
