import { execFileSync } from 'node:child_process';
import { readdirSync, readlinkSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

let made = 0;

/** Makes new named pipes in a folder. */
export function makeFifos(folder: string, count: number): string[] {
  const fifos = Array.from({ length: count }, () => path.join(folder, `fifo-${++made}`));
  execFileSync('mkfifo', fifos);
  return fifos;
}

export function makeFifo(folder: string): string {
  const [fifo = ''] = makeFifos(folder, 1);
  return fifo;
}

/** Resolves once somebody has the FIFO open for reading, for which open(2) waits; only then is a writer there. */
export async function openWriter(fifo: string): Promise<FileHandle> {
  return await open(fifo, 'w');
}

/** How many descriptors of this process lead to a file. */
export function countDescriptors(file: string): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === file;
    } catch {
      return false; // the descriptor of the listing itself, closed by now
    }
  }).length;
}
