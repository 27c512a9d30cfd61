import { readFileSync, readdirSync } from 'node:fs';
import { until } from '../until.js';

export interface Thread {
  tid: number;
  name: string;
  /** `R` is running, `S` is waiting. */
  state: string;
  niceness: number;
}

/** The threads of a process, this one by default: proc(5). */
export function threads(pid: number | 'self' = 'self'): Thread[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((tid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1');
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

/**
 * Resolves once there is no thread of ours that was not there before, but the one that waits for the world. Another may
 * come for a moment: it looks at the mounts whenever somebody mounts something.
 */
export async function untilNoneAdded(before: readonly Thread[]): Promise<void> {
  const known = new Set(before.map(({ tid }) => tid));
  await until(() =>
    threads().every(({ tid, name }) => known.has(tid) || !name.startsWith('offloop-') || name === 'offloop-watcher'),
  );
}

/** False, with the reason printed, where there is no /proc to look threads up in. */
export const hasProc = process.platform === 'linux';
if (!hasProc) console.warn('skipped: tests that look up threads in /proc, which is Linux only');
