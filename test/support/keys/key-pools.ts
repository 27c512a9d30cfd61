import { availableParallelism } from 'node:os';
import { createKeyPool, genKey, poolStats, type KeyPool, type PoolStats } from 'offloop';
import { onTestFinished } from 'vitest';
import { rejection } from '../rejection.js';
import { until } from '../until.js';

/** A key that takes minutes: it ends only by being stopped. */
export const ENDLESS = { modulusLength: 16384 };

/** Closes a pool when the test is over. */
export function closing<Pool extends KeyPool<any>>(pool: Pool): Pool {
  onTestFinished(() => pool.close());
  return pool;
}

/** The figures of a pool that the process shares. */
export function statsOf(name: 'keys' | 'key-pools'): PoolStats {
  const stats = poolStats().find((pool) => pool.name === name);
  if (stats === undefined) throw new Error(`no pool ${name}`);
  return stats;
}

export async function fullOf(pool: KeyPool<any>, count: number): Promise<void> {
  await until(() => pool.available === count);
}

/** Keeps every thread that key pools fill themselves on busy, until the test is over or what it returns is called. */
export async function holdPoolThreads(): Promise<() => Promise<void>> {
  const pool = closing(createKeyPool('rsa', { ...ENDLESS, size: availableParallelism() }));
  await until(() => statsOf('key-pools').running === availableParallelism());
  return () => pool.close();
}

/** The same with the threads of genKey. */
export async function holdKeyThreads(): Promise<() => Promise<void>> {
  // Those that a test before has given up may still be there.
  await until(() => statsOf('keys').running + statsOf('keys').queued === 0);
  const { signal, release } = releasing();
  const keys = Array.from({ length: availableParallelism() }, () =>
    rejection(() => genKey('rsa', { ...ENDLESS, signal })),
  );
  // A thread may still be at a key of an earlier test: one of these waits for it then.
  await until(() => statsOf('keys').running === availableParallelism() && statsOf('keys').queued === 0);
  return async () => {
    release();
    await Promise.all(keys);
  };
}

/** A signal that is aborted when the test is over, if it has not been before. */
export function releasing(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const release = () => {
    controller.abort();
  };
  onTestFinished(release);
  return { signal: controller.signal, release };
}
