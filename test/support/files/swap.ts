import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Makes a swap file and has the kernel use it; throws where it does not. To be called on a disk, by root. */
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
