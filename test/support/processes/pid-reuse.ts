import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { until } from '../until.js';

async function startSleep(): Promise<ChildProcess & { pid: number }> {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  return child as ChildProcess & { pid: number };
}

/**
 * Makes a process reuse the pid of another one that has ended. Tries several times, because other programs start
 * processes as well. Returns undefined if it fails.
 *
 * @param between - Called with the pid while the first process has it.
 */
export async function takeOverPid(between: (pid: number) => Promise<unknown>): Promise<number | undefined> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await startSleep();
    const startedBefore = performance.now();
    await between(first.pid);
    // Start times have a resolution of 10 ms. The two processes cannot be distinguished until they differ.
    await until(() => performance.now() - startedBefore > 30);
    first.kill('SIGKILL');
    await once(first, 'exit');
    try {
      writeFileSync('/proc/sys/kernel/ns_last_pid', String(first.pid - 1));
    } catch {
      return undefined;
    }
    const second = await startSleep();
    if (second.pid === first.pid) return second.pid;
    second.kill('SIGKILL');
  }
  return undefined;
}
