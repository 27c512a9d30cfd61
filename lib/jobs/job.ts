import { abortError, timeoutError, type Subject } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { PoolHandle } from '../native/pools.js';
import { onAbort } from './abort.js';
import { startWithListener, type ProgressListener } from './progress.js';
import { watchForStuckThreads } from './stuck-threads.js';

/** How long the caller is willing to wait, and what is said when that is over. */
export interface Limits {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
  /** What a timeout says was being done: `'read'`. */
  syscall?: string;
}

export const NO_LIMITS: Limits = {};

let lastJobId = 0;

/** No number is used twice: at a million calls a second, 2^53 of them last for 285 years. 0 is for jobs that have none. */
export function nextJobId(): number {
  return ++lastJobId;
}

/**
 * Starts a job of the addon, on `pool` or on libuv's. A signal or a timeout frees the caller at once, whatever the
 * thread is doing. A listener hears of its progress, of all that the addon tells before the promise is settled.
 *
 * The promise rejects with what the addon sent; the caller's `catch` makes an error of it with `toError`, for only
 * an async function that the caller awaits finds the caller's line on its stack.
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

/** Waits for what `start` begins and `cancel` has rejected as cancelled, no longer than the caller is willing to. */
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
