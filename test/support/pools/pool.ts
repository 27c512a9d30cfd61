import { createThreadPool, type ThreadPool, type ThreadPoolOptions } from 'offloop';
import { onTestFinished } from 'vitest';
import { threads, type Thread } from './threads.js';

let made = 0;

/** A pool with a name of its own, closed when the test is over. */
export function makePool(options: Partial<ThreadPoolOptions> = {}): ThreadPool {
  const pool = createThreadPool({ name: `t${++made}`, ...options });
  onTestFinished(() => {
    void pool.close();
  });
  return pool;
}

/** The threads that a pool of that name has now; of a thread's name the kernel keeps 15 bytes. */
export function threadsOf(name: string): Thread[] {
  return threads().filter((thread) => thread.name === `offloop-${name}`.slice(0, 15));
}
