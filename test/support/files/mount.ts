import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

/** The reason why mounting is not possible, which is printed; undefined if it is. mount(2) needs CAP_SYS_ADMIN. */
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

// Runs before the hook that removes the directories, which was registered earlier.
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
});

/**
 * Creates a directory to mount file systems in (not on). It is removed with all its mounts after the test file, even if
 * this process is killed.
 */
export function folderForMounts(): string {
  const folder = temporaryFolder();
  if (whyNoMounts !== undefined) return folder;
  // Its standard input closes when this process ends in any way. In a new session, Ctrl+C does not reach it.
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
  // A mount point itself, so that unmounting it unmounts all mounts in it. Private to this mount namespace.
  mount('-o', 'bind', folder, folder);
  mount('--make-private', folder);
  return folder;
}

export function mount(...args: string[]): void {
  execFileSync('mount', args, { stdio: 'pipe' });
}

/** Mounts a tmpfs. Creates the directory if it does not exist. */
export function mountTmpfs(folder: string, options = 'rw'): string {
  mkdirSync(folder, { recursive: true });
  mount('-t', 'tmpfs', '-o', options, 'tmpfs', folder);
  return folder;
}

/** Bind-mounts a directory or a file at another place. */
export function bind(source: string, target: string): void {
  mount('-o', 'bind', source, target);
}

/** Unmounts the topmost mount at a place, even while it is in use. */
export function unmount(target: string): void {
  execFileSync('umount', ['-l', target], { stdio: 'pipe' });
}

/** Unmounts it. Throws if a process has a file or a directory in it open. */
export function unmountUnused(target: string): void {
  execFileSync('umount', [target], { stdio: 'pipe' });
}

/** Mounts an overlayfs with layers on a tmpfs, because an overlayfs (the root of most containers) is refused. */
export function mountOverlay(layers: string, folder: string, lower = path.join(layers, 'lower'), options = ''): string {
  mountTmpfs(layers);
  const [upper, work] = ['upper', 'work'].map((name) => path.join(layers, name));
  for (const made of [lower, upper, work, folder]) mkdirSync(made ?? '', { recursive: true });
  mount('-t', 'overlay', 'overlay', '-o', `lowerdir=${lower},upperdir=${upper},workdir=${work}${options}`, folder);
  return folder;
}
