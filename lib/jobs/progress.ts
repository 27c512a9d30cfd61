import asyncHooks from 'node:async_hooks';
import { nextTick } from 'node:process';
import { invalidType } from '../errors.js';
import { native } from '../native/index.js';

/** Hears how far a job has come, in the numbers that its task in `native/` tells. */
export type ProgressListener = (...progress: number[]) => void;

/** Those of the jobs that are under way. */
const listeners = new Map<number, ProgressListener>();

native.onProgress((jobId, ...progress) => {
  listeners.get(jobId)?.(...progress);
});

/** Starts a job whose progress is listened to until its promise is settled. */
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
 * The option `onProgress`, or `undefined` for none. It is called in the `AsyncLocalStorage` context that this call is
 * made in. What it throws is an uncaught exception, as with Node's emitters: the work goes on, and its promise is
 * about something else.
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
