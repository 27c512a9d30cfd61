import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Creates a swap file on a disk and enables it. Throws if that fails. Needs root. */
export function addSwap(file: string): void {
  execFileSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=1M', 'count=16'], { stdio: 'pipe' });
  execFileSync('chmod', ['600', file]);
  execFileSync('mkswap', [file], { stdio: 'pipe' });
  execFileSync('swapon', [file], { stdio: 'pipe' });
}

export function removeSwap(file: string): void {
  execFileSync('swapoff', [file], { stdio: 'pipe' });
  rmSync(file);
}
