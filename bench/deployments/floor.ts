import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Compiles the program that makes the bare system calls. undefined, with a word, if there is no compiler. */
export function buildFloor(folder: string): string | undefined {
  const program = path.join(folder, 'floor');
  try {
    execFileSync('cc', ['-O2', '-o', program, path.join(import.meta.dirname, 'floor.c')], { stdio: 'pipe' });
    return program;
  } catch {
    process.stdout.write('the system calls alone: left out, there is no C compiler\n');
    return undefined;
  }
}

/** A running program that makes the system calls of a read: openat2, preadv2 and close. */
export interface Floor {
  /** The time of each read, in milliseconds. */
  measure(reads: number): Promise<number>;
  stop(): void;
}

export async function startFloor(program: string, file: string): Promise<Floor> {
  const child = spawn(program, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await once(child, 'spawn');
  return {
    measure: async (reads) => {
      child.stdin.write(`${reads}\n`);
      const { value } = (await lines.next()) as { value: string };
      return Number(value) / 1e6;
    },
    stop: () => {
      child.stdin.end();
    },
  };
}
