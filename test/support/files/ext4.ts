import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mount, unmount, whyNoMounts } from './mount.js';

/** The reason why ext4 is not available, which is printed; undefined if it is. */
export const whyNoExt4 = whyNoMounts ?? reasonAgainstExt4();
if (whyNoExt4 !== whyNoMounts) console.warn(`skipped: tests with ext4: ${whyNoExt4}`);

function reasonAgainstExt4(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-trial-'));
  const image = `${folder}.image`;
  try {
    unmount(mountExt4(image, folder));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(image, { force: true });
  }
}

/** Creates a file system in a file and mounts it through a loop device. */
export function mountExt4(image: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(image, '');
  truncateSync(image, 16 * 2 ** 20);
  execFileSync('mkfs.ext4', ['-q', image], { stdio: 'pipe' });
  mount('-t', 'ext4', '-o', 'loop', image, folder);
  return folder;
}
