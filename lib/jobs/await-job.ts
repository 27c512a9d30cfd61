import { toError, type Subject } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import type { NativeJob } from '../native/jobs.js';

/** What a job is at runtime: a promise that rejects with a {@link NativeFailure}. Its failures must not get to the user. */
export function promiseOf<T>(job: NativeJob<T>): Promise<T> {
  return job as unknown as Promise<T>;
}

/**
 * Waits for a job of the addon; a failure becomes an error about `subject`. The stack leads to the caller's line where every
 * function in between is async and awaits.
 */
export async function awaitJob<T>(job: NativeJob<T>, subject: Subject): Promise<T> {
  try {
    return await promiseOf(job);
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  }
}

/** Calls a function of the addon that answers at once; what it throws becomes an error about `subject`. */
export function callNative<T>(call: () => T, subject: Subject = {}): T {
  try {
    return call();
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  }
}
