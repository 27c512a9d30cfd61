import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

let made = 0;

/** Creates named pipes in a directory. */
export function makeFifos(folder: string, count: number): string[] {
  const fifos = Array.from({ length: count }, () => path.join(folder, `fifo-${++made}`));
  execFileSync('mkfifo', fifos);
  return fifos;
}

export function makeFifo(folder: string): string {
  const [fifo = ''] = makeFifos(folder, 1);
  return fifo;
}

/** Opens the FIFO for writing. Resolves once a reader has opened it, because open(2) waits for one. */
export async function openWriter(fifo: string): Promise<FileHandle> {
  return await open(fifo, 'w');
}

/** Counts the descriptors of this process that refer to a file. */
export function countDescriptors(file: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === file;
    } catch {
      return false; // The descriptor of the listing itself, which is closed by now.
    }
  }).length;
}
