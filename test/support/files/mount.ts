import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

/** Why nothing can be mounted here, which is printed; undefined where it can: mount(2) needs CAP_SYS_ADMIN. */
export const whyNoMounts = reasonAgainstMounts();
if (whyNoMounts !== undefined) console.warn(`skipped: tests that mount file systems: ${whyNoMounts}`);

function reasonAgainstMounts(): string | undefined {
  if (process.platform !== 'linux') return 'they are written for Linux';
  const folder = mkdtempSync(path.join(tmpdir(), 'offloop-trial-'));
  try {
    const { error, status, stderr } = spawnSync('mount', ['-t', 'tmpfs', 'none', folder], { encoding: 'utf8' });
    if (status !== 0) return error?.message ?? stderr.split('\n')[0];
    unmount(folder);
    return undefined;
  } finally {
    rmdirSync(folder);
  }
}

const ends: (() => Promise<void>)[] = [];

// Before the folders are removed: the hook that does that is older.
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
});

/**
 * Makes a folder in which, and not on which, anything may be mounted, gone when the test file has been run, with all its mounts: also when
 * this process is killed.
 */
export function folderForMounts(): string {
  const folder = temporaryFolder();
  if (whyNoMounts !== undefined) return folder;
  // Its input ends with this process, however that ends. In a session of its own, so that Ctrl+C does not reach it.
  const keeper = spawn('sh', ['-c', 'read line; umount -l "$0"', folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  });
  const ended = once(keeper, 'close');
  ends.push(async () => {
    keeper.stdin.end();
    const [code] = (await ended) as [number | null];
    if (code !== 0) throw new Error(`${folder} is still mounted`);
  });
  // A mount point itself: taking it away takes all away that was mounted below. Private: no other namespace sees any.
  mount('-o', 'bind', folder, folder);
  mount('--make-private', folder);
  return folder;
}

export function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}

/** Mounts a file system that is in memory; the folder is made where there is none. */
export function mountTmpfs(folder: string, options = 'rw'): string {
  mkdirSync(folder, { recursive: true });
  mount('-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  return folder;
}

/** Shows a folder, or a file, at another place as well. */
export function bind(source: string, target: string): void {
  mount('-o', 'bind', source, target);
}

/** Unmounts what was mounted last at a place, also while it is in use. */
export function unmount(target: string): void {
  execFileSync('umount', ['-l', target], { stdio: 'pipe' });
}

/** Throws where somebody has a file or a folder of it open. */
export function unmountUnused(target: string): void {
  execFileSync('umount', [target], { stdio: 'pipe' });
}

/** The layers are folders below `layers`, on a tmpfs: overlayfs cannot write to overlayfs, the root of most containers. */
export function mountOverlay(layers: string, folder: string, lower = path.join(layers, 'lower'), options = ''): string {
  mountTmpfs(layers);
  const [upper, work] = ['upper', 'work'].map((name) => path.join(layers, name));
  for (const made of [lower, upper, work, folder]) mkdirSync(made ?? '', { recursive: true });
  mount('-t', 'overlay', 'overlay', '-o', `lowerdir=${lower},upperdir=${upper},workdir=${work}${options}`, folder);
  return folder;
}
