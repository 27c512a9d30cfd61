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
 * Has one process take over the pid of another that has ended. Undefined where that cannot be arranged: others start
 * processes as well, so it is tried a number of times.
 *
 * @param between - called with the pid while the first of the two is there
 */
export async function takeOverPid(between: (pid: number) => Promise<unknown>): Promise<number | undefined> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await startSleep();
    const startedBefore = performance.now();
    await between(first.pid);
    // The kernel counts starts in hundredths of a second: until they differ nothing tells one from the other.
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
