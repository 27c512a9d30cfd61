/** Pools of threads. */
export interface NativePools {
  openPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** The pool of that name which all threads of the program share; it is never closed. */
  sharedPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** To be called once. Resolves when nobody waits for any of its jobs. */
  closePool(pool: PoolHandle): Promise<void>;
  /** Replaces threads that were given up on `graceMs` ago; says when to look again, if there are others. */
  replaceStuck(pool: PoolHandle, graceMs: number): number | undefined;
  statsOfPool(pool: PoolHandle): PoolStats;
  statsOfAllPools(): PoolStats[];
}

declare const handle: unique symbol;

/** A pool of threads of the addon. One that `openPool` made is closed when its handle is garbage. */
export interface PoolHandle {
  readonly [handle]: 'pool';
}

/** Times in milliseconds, a thirty-second off at most; `max` is exact. All are 0 before the first. */
export interface Quantiles {
  /** Half of the times are no longer. */
  p50: number;
  /** Ninety-nine of a hundred times are no longer. */
  p99: number;
  /** The longest. */
  max: number;
}

/** How a pool is doing at one moment. What waits for the world (a FIFO's writer) is neither queued nor running. */
export interface PoolStats {
  name: string;
  /** How many threads it may have; they are started when jobs need them. */
  threads: number;
  /** Jobs that wait for a thread. */
  queued: number;
  /** Jobs that threads are at, those included that nobody waits for any more. */
  running: number;
  /** Jobs that have ended, well or badly, since the pool was opened: a call that was aborted counts once its thread has noticed. */
  completed: number;
  /** Jobs that the full queue refused. */
  rejected: number;
  /** How long jobs waited for their first turn on a thread, since the pool was opened. */
  waitMs: Quantiles;
  /** How long jobs that have ended took: the sum of their turns on threads, not what they waited in between. */
  runMs: Quantiles;
}
