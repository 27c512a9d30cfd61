import { chmodSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { readFile } from 'offloop';
import { describe, expect, test } from 'vitest';
import { expectRead } from '../../support/files/expect-read.js';
import { mountExt4, whyNoExt4 } from '../../support/files/ext4.js';
import { fill, newFolderIn } from '../../support/files/folders.js';
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
import { startReader } from '../../support/files/reader.js';

const root = folderForMounts();
const newFolder = () => newFolderIn(root);

describe.skipIf(whyNoMounts !== undefined)('readFile() follows a path correctly when mounts change', () => {
  test('one file system after another on the same directory', async () => {
    const place = newFolder();
    const file = fill(place, 'below');
    const layers = newFolder();
    const image = path.join(newFolder(), 'image');
    const mounts = [
      () => mountTmpfs(place),
      () => mountOverlay(layers, place),
      ...(whyNoExt4 === undefined ? [() => mountExt4(image, place)] : []),
    ];
    for (let round = 0; round < 6; round++) {
      mounts[round % mounts.length]?.();
      await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
      await expectRead(fill(place, `round ${round}`), `round ${round}`);
      unmount(place);
      if (round % mounts.length === 1) unmount(layers);
      await expectRead(file, 'below');
    }
  });

  test('one mount on top of another', async () => {
    const place = newFolder();
    const file = path.join(place, 'file');
    for (let depth = 0; depth < 5; depth++) {
      await expectRead(fill(place, `depth ${depth}`), `depth ${depth}`);
      mountTmpfs(place);
    }
    for (let depth = 4; depth >= 0; depth--) {
      unmount(place);
      await expectRead(file, `depth ${depth}`);
    }
  });

  test('one mount within another, and back out of it', async () => {
    const outer = mountTmpfs(newFolder());
    const inner = mountTmpfs(path.join(outer, 'a/inner'));
    const innermost = mountTmpfs(path.join(inner, 'b/innermost'));
    for (const folder of [outer, inner, innermost]) await expectRead(fill(folder, folder), folder);
    await expectRead(`${innermost}/../../../../file`, outer);
    await expectRead(`${innermost}/../../file`, inner);
    symlinkSync('../../file', path.join(innermost, 'link'));
    await expectRead(path.join(innermost, 'link'), inner);
    symlinkSync(path.join(outer, 'file'), path.join(innermost, 'absolute'));
    await expectRead(path.join(innermost, 'absolute'), outer);
    await expectRead(`/proc/self/root${innermost}/file`, innermost);
  });

  test('a parent directory is renamed and another one takes its name', async () => {
    const [above, renamed] = ['above', 'renamed'].map((name) => path.join(newFolder(), name)) as [string, string];
    const place = path.join(above, 'folder/place');
    mountTmpfs(place);
    const file = fill(place, 'mounted');
    await expectRead(file, 'mounted');
    renameSync(above, renamed);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    await expectRead(path.join(renamed, 'folder/place/file'), 'mounted');
    fill(place, 'not mounted');
    await expectRead(file, 'not mounted');
    // The kernel does not notify the readers of /proc/self/mountinfo, because no mount changes.
    renameSync(above, `${above} once`);
    renameSync(renamed, above);
    await expectRead(file, 'mounted');
  });

  test('a symbolic link in the path is changed to another mount', async () => {
    const folder = newFolder();
    const link = path.join(folder, 'current');
    for (const release of ['first', 'second', 'third']) {
      fill(mountTmpfs(path.join(folder, release)), release);
      rmSync(link, { force: true });
      symlinkSync(release, link);
      await expectRead(path.join(link, 'file'), release);
    }
  });

  test('a mount on a parent directory hides the file', async () => {
    const above = newFolder();
    const file = fill(mountTmpfs(path.join(above, 'place')), 'hidden');
    await expectRead(file, 'hidden');
    mountTmpfs(above);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    await expectRead(fill(path.join(above, 'place'), 'hiding'), 'hiding');
    unmount(above);
    await expectRead(file, 'hidden');
  });

  test('a mount is moved', async () => {
    const [from, to] = [newFolder(), newFolder()];
    fill(from, 'below from');
    fill(to, 'below to');
    fill(mountTmpfs(from), 'moved');
    await expectRead(path.join(from, 'file'), 'moved');
    mount('--move', from, to);
    await expectRead(path.join(from, 'file'), 'below from');
    await expectRead(path.join(to, 'file'), 'moved');
  });

  test('a mount changes in the same turn of the loop', async () => {
    const [place, other] = [newFolder(), newFolder()];
    const file = fill(place, 'below');
    fill(mountTmpfs(other), 'other');
    for (let round = 0; round < 20; round++) {
      expect(await readFile(file, 'utf8')).toBe('below');
      bind(other, place);
      expect(await readFile(file, 'utf8')).toBe('other');
      unmount(place);
    }
  });

  test('a user who has read a file loses the permission to search its parent', async () => {
    const above = newFolder();
    const file = fill(mountTmpfs(path.join(above, 'place')), 'open to all');
    chmodSync(path.dirname(file), 0o755);
    const reader = await startReader({ user: 'nobody' });
    for (let round = 0; round < 20; round++) expect(await reader.read(file)).toBe('open to all');
    chmodSync(above, 0o700);
    expect(await reader.read(file)).toBe('EACCES');
    chmodSync(above, 0o755);
    expect(await reader.read(file)).toBe('open to all');
  });

  test('the working directory is covered by a mount', async () => {
    const place = newFolder();
    fill(place, 'below');
    const reader = await startReader({ cwd: place });
    for (let round = 0; round < 20; round++) expect(await reader.read('file')).toBe('below');
    fill(mountTmpfs(place), 'above');
    // A relative path starts at the directory, not at the mount that covers it.
    expect(await reader.read('file')).toBe('below');
    expect(await reader.read(`../${path.basename(place)}/file`)).toBe('above');
    expect(await reader.read(path.join(place, 'file'))).toBe('above');
  });
});

test.skipIf(whyNoMounts !== undefined)('a mount can be unmounted after reads from it', async () => {
  const place = newFolder();
  const file = fill(mountTmpfs(place), 'in use?');
  await expectRead(file, 'in use?');
  unmountUnused(place);
  await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
});
