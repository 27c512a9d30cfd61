import { toError, type Subject } from '../errors.js';
import type { NativeFailure } from '../native/failure.js';
import type { NativeJob } from '../native/jobs.js';

/** Returns the promise of a job, which rejects with a {@link NativeFailure}: never pass that on to the user. */
export function promiseOf<T>(job: NativeJob<T>): Promise<T> {
  return job as unknown as Promise<T>;
}

/**
 * Waits for a job of the addon and turns its failure into an error about `subject`. The error's stack shows the user's
 * line if every function in between is async and awaits.
 */
export async function awaitJob<T>(job: NativeJob<T>, subject: Subject): Promise<T> {
  try {
    return await promiseOf(job);
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  }
}

/** Calls a synchronous function of the addon and turns what it throws into an error about `subject`. */
export function callNative<T>(call: () => T, subject: Subject = {}): T {
  try {
    return call();
  } catch (failure) {
    throw toError(failure as NativeFailure, subject);
  }
}
