/** The native functions of `lib/pools`. */
export interface NativePools {
  openPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** Returns the pool of that name that all workers of the process share. It is never closed. */
  sharedPool(name: string, threads: number, maxQueue: number, niceness: number): PoolHandle;
  /** Call it once. Resolves when no promise of the pool's jobs is pending. */
  closePool(pool: PoolHandle): Promise<void>;
  /** Replaces threads whose job was abandoned `graceMs` ago. Returns when to check again, undefined for never. */
  replaceStuck(pool: PoolHandle, graceMs: number): number | undefined;
  statsOfPool(pool: PoolHandle): PoolStats;
  statsOfAllPools(): PoolStats[];
}

declare const handle: unique symbol;

/** A native thread pool. One that `openPool` made is closed when its handle is garbage collected. */
export interface PoolHandle {
  readonly [handle]: 'pool';
}

/** Quantiles of times in milliseconds, accurate to 1/32; `max` is exact. All are 0 before the first time. */
export interface Quantiles {
  /** The median. */
  p50: number;
  /** The 99th percentile. */
  p99: number;
  /** The longest time. */
  max: number;
}

/** A snapshot of a pool. A job that waits for an event (a FIFO's writer) is neither queued nor running. */
export interface PoolStats {
  name: string;
  /** The maximum number of threads. They are started when jobs need them. */
  threads: number;
  /** Jobs that wait for a thread now. */
  queued: number;
  /** Jobs that threads are running now, abandoned ones included. */
  running: number;
  /**
   * Jobs that ended since the pool was opened, with or without an error. An aborted job counts once its thread has left
   * it.
   */
  completed: number;
  /** Jobs that a full queue refused since the pool was opened. */
  rejected: number;
  /** Times that jobs waited for a thread, since the pool was opened. */
  waitMs: Quantiles;
  /** Times that ended jobs ran on threads, without the waits in between. */
  runMs: Quantiles;
}
