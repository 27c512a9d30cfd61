import asyncHooks from 'node:async_hooks';
import { nextTick } from 'node:process';
import { invalidType } from '../errors.js';
import { native } from '../native/index.js';

/** Gets the progress of a job: the numbers that its task in `native/` reports. */
export type ProgressListener = (...progress: number[]) => void;

/** The listeners of pending jobs, by job id. */
const listeners = new Map<number, ProgressListener>();

native.onProgress((jobId, ...progress) => {
  listeners.get(jobId)?.(...progress);
});

/** Starts a job, and passes its progress to the listener until its promise settles. */
export async function startWithListener<T>(
  start: (jobId: number) => Promise<T>,
  jobId: number,
  listener: ProgressListener,
): Promise<T> {
  listeners.set(jobId, listener);
  try {
    return await start(jobId);
  } finally {
    listeners.delete(jobId);
  }
}

/**
 * Checks the option `onProgress`. The listener runs in the `AsyncLocalStorage` context of this call. If it throws, the
 * error becomes an uncaught exception, as in Node's event emitters, and the job goes on.
 */
export function toListener(value: unknown, name: string): ((step: object) => void) | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'function') throw invalidType(name, 'of type function', value);
  const resource = new asyncHooks.AsyncResource('OffloopProgress');
  return (step) => {
    try {
      resource.runInAsyncScope(value as (step: object) => void, undefined, step);
    } catch (error) {
      nextTick(() => {
        throw error;
      });
    }
  };
}
