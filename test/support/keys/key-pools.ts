import { availableParallelism } from 'node:os';
import { createKeyPool, genKey, poolStats, type KeyPool, type PoolStats } from 'offloop';
import { onTestFinished } from 'vitest';
import { rejection } from '../rejection.js';
import { until } from '../until.js';

/** A key that takes minutes, so that only a stop ends it. */
export const ENDLESS = { modulusLength: 16384 };

/** Closes a pool when the test ends. */
export function closing<Pool extends KeyPool<any>>(pool: Pool): Pool {
  onTestFinished(() => pool.close());
  return pool;
}

/** The statistics of a pool that the process shares. */
export function statsOf(name: 'keys' | 'key-pools'): PoolStats {
  const stats = poolStats().find((pool) => pool.name === name);
  if (stats === undefined) throw new Error(`no pool ${name}`);
  return stats;
}

export async function fullOf(pool: KeyPool<any>, count: number): Promise<void> {
  await until(() => pool.available === count);
}

/** Keeps all key-pool threads busy until the test ends or the returned function is called. */
export async function holdPoolThreads(): Promise<() => Promise<void>> {
  const pool = closing(createKeyPool('rsa', { ...ENDLESS, size: availableParallelism() }));
  await until(() => statsOf('key-pools').running === availableParallelism());
  return () => pool.close();
}

/** The same with the threads of genKey. */
export async function holdKeyThreads(): Promise<() => Promise<void>> {
  // Aborted jobs of an earlier test may still be running.
  await until(() => statsOf('keys').running + statsOf('keys').queued === 0);
  const { signal, release } = releasing();
  const keys = Array.from({ length: availableParallelism() }, () =>
    rejection(() => genKey('rsa', { ...ENDLESS, signal })),
  );
  // A thread may still be running a job of an earlier test. Then one of these waits for it.
  await until(() => statsOf('keys').running === availableParallelism() && statsOf('keys').queued === 0);
  return async () => {
    release();
    await Promise.all(keys);
  };
}

/** A signal that is aborted when the test ends, if not before. */
export function releasing(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const release = () => {
    controller.abort();
  };
  onTestFinished(release);
  return { signal: controller.signal, release };
}
