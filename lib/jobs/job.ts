import { abortError, timeoutError, type Subject } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';
import { onAbort } from './abort.js';
import { startWithListener, type ProgressListener } from './progress.js';
import { watchForStuckThreads } from './stuck-threads.js';

/** The limits of a wait: a signal, a timeout, or both. */
export interface Limits {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  /** The operation that the timeout's error names, for example `'read'`. */
  syscall?: string;
}

export const NO_LIMITS: Limits = {};

let lastJobId = 0;

/** Returns a job id that was never used before: 2^53 of them last 285 years at a million a second. 0 means no id. */
export function nextJobId(): number {
  return ++lastJobId;
}

/**
 * Submits a job to `pool`, or to libuv's pool if that is undefined. When the signal is aborted or the timeout expires,
 * the promise rejects at once, even while a thread is running the job. The listener gets every progress report of the
 * addon before the promise settles.
 *
 * The promise rejects with a `NativeFailure`. The caller turns it into an error with `toError` in its own `catch`,
 * because only an async function that the user awaits has the user's line on its stack.
 */
export function startJob<T>(
  start: (jobId: number) => Promise<T>,
  subject: Subject,
  limits: Limits,
  pool: PoolHandle | undefined,
  listener?: ProgressListener,
): Promise<T> {
  if (!listener && limits.signal === undefined && limits.timeoutMs === undefined) return start(0);
  const jobId = nextJobId();
  const cancel = () => {
    const isRunning = native.cancelJob(jobId);
    if (isRunning && pool !== undefined) watchForStuckThreads(pool);
  };
  const begin = () => (listener ? startWithListener(start, jobId, listener) : start(jobId));
  return withLimits(begin, cancel, subject, limits);
}

/** Calls `start` and waits for its promise within the limits. `cancel` has to reject that promise as cancelled. */
export async function withLimits<T>(
  start: () => Promise<T>,
  cancel: () => void,
  subject: Subject,
  { signal, timeoutMs, syscall = '' }: Limits,
): Promise<T> {
  if (signal?.aborted) throw abortError(signal);
  const stopListening = signal && onAbort(signal, cancel);
  const timer = timeoutMs === undefined ? undefined : setTimeout(cancel, timeoutMs);
  try {
    return await start();
  } catch (failure) {
    if (!('cancelled' in (failure as NativeFailure))) throw failure;
    throw signal?.aborted ? abortError(signal) : timeoutError(timeoutMs ?? 0, syscall, subject);
  } finally {
    clearTimeout(timer);
    stopListening?.();
  }
}
