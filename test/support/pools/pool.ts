import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from 'offloop';
import { onTestFinished } from 'vitest';
import { threads, type Thread } from './threads.js';

let made = 0;

/** Creates a pool with a unique name. It is closed after the test. */
export function makePool(options: Partial<ThreadPoolOptions> = {}): ThreadPool {
  const pool = createThreadPool({ name: `t${++made}`, ...options });
  onTestFinished(() => {
    void pool.close();
  });
  return pool;
}

/** The current threads of a pool. The kernel truncates the names of threads to 15 bytes. */
export function threadsOf(name: string): Thread[] {
  return threads().filter((thread) => thread.name === `offloop-${name}`.slice(0, 15));
}
