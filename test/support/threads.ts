import { readFileSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Thread {
  tid: number;
  name: string;
  /** `R` is running, `S` is waiting. */
  state: string;
  niceness: number;
}

/** The threads of this process: proc(5). */
export function threads(): Thread[] {
  return readdirSync('/proc/self/task').flatMap((tid) => {
    try {
      const stat = readFileSync(`/proc/self/task/${tid}/stat`, 'latin1');
      // The name stands in parentheses and may hold any: the other fields begin after the last of them, with the third.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      return [{ tid: Number(tid), name, state: fields[3 - 3] ?? '', niceness: Number(fields[19 - 3]) }];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

export function keyThreads(): Thread[] {
  return threads().filter((thread) => thread.name === 'offloop-keys');
}

/** Resolves once it is so; the test's own timeout is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}

/** False, with the reason printed, where there is no /proc to look threads up in. */
export const hasProc = process.platform === 'linux';
if (!hasProc) console.warn('skipped: tests that look up threads in /proc, which is Linux only');
