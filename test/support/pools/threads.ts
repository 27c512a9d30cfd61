import { readFileSync, readdirSync } from 'node:fs';
import { until } from '../until.js';

export interface Thread {
  tid: number;
  name: string;
  /** `R` is running, `S` is sleeping. */
  state: string;
  niceness: number;
}

/** The threads of a process, this one by default: proc(5). */
export function threads(pid: number | 'self' = 'self'): Thread[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((tid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1');
      // The name is in parentheses and may contain some. The third field follows the last parenthesis.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      return [{ tid: Number(tid), name, state: fields[3 - 3] ?? '', niceness: Number(fields[19 - 3]) }];
    } catch {
      return []; // The thread has ended.
    }
  });
}

export function keyThreads(): Thread[] {
  return threads().filter((thread) => thread.name === 'offloop-keys');
}

/**
 * Resolves once the addon has no new thread but the watcher. The thread that reads the mounts may appear for a moment
 * when something is mounted.
 */
export async function untilNoneAdded(before: readonly Thread[]): Promise<void> {
  const known = new Set(before.map(({ tid }) => tid));
  await until(() =>
    threads().every(({ tid, name }) => known.has(tid) || !name.startsWith('offloop-') || name === 'offloop-watcher'),
  );
}

/** Whether there is a /proc to look up threads in. Prints the reason if not. */
export const hasProc = process.platform === 'linux';
if (!hasProc) console.warn('skipped: tests that look up threads in /proc, which is Linux only');
