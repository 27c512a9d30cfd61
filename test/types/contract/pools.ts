import type { ThreadPool as Pool } from 'offloop';

export declare function createThreadPool(options: {
  name: string;
  threads?: number;
  maxQueue?: number;
  niceness?: number;
}): Pool;
export declare class ThreadPool {
  private constructor();
  readonly name: string;
  readonly threads: number;
  stats(): PoolStats;
  ref(): this;
  unref(): this;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
export interface PoolStats {
  name: string;
  threads: number;
  queued: number;
  running: number;
  completed: number;
  rejected: number;
  waitMs: Quantiles;
  runMs: Quantiles;
}
export interface Quantiles {
  p50: number;
  p99: number;
  max: number;
}
export declare function poolStats(): PoolStats[];
export declare function setFilePool(pool: Pool | 'libuv'): void;
