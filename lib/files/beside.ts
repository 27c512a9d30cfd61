/**
 * Decides which threads read files that are probably in memory although the kernel does not say so: files of a container
 * image that belong to another user. A read on its own waits for the companion thread, some microseconds, and settles
 * without a turn of the loop. Reads that are started together share the threads of the file pool, which takes less time
 * for each.
 */

/** Reads on the threads of the pool. */
let pending = 0;
/** Whether another read has been started in the same microtask. */
let hasCompany = false;

function forget(): void {
  hasCompany = false;
}

/** Whether a read that is started now may wait for the companion thread. */
export function mayWaitBeside(): boolean {
  if (hasCompany || pending > 0) return false;
  hasCompany = true;
  void Promise.resolve().then(forget);
  return true;
}

/** Counts a read that the threads of the pool do instead, until it settles. */
export function countPending(read: Promise<unknown>): void {
  pending++;
  read.then(countSettled, countSettled);
}

function countSettled(): void {
  pending--;
}
