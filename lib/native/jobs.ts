/** The native functions of `lib/jobs`. */
export interface NativeJobs {
  /** Cancels a job; true if a thread is still running it. A committed job settles with its own result instead. */
  cancelJob(jobId: number): boolean;
  /** Like `cancelJob`, but if a thread is running the job, the promise rejects only when the thread has left it. */
  stopJob(jobId: number): void;
  /** Keeps the event loop alive until `unrefLoop` has been called equally often. */
  refLoop(): void;
  unrefLoop(): void;
  /** Sets whether a pending job keeps the event loop alive. The default is true. */
  keepLoopAliveFor(jobId: number, keep: boolean): void;
  /** Sets the callback for jobs that one turn has no time to settle. It has to call `settleMore` in a later turn. */
  onOverrun(callback: () => void): void;
  settleMore(): void;
  /** Sets the callback for the progress of jobs that have a listener. */
  onProgress(callback: (jobId: number, ...progress: number[]) => void): void;
}

/** The `jobId` of a job that is never cancelled. */
export const UNCANCELLABLE = 0;

declare const job: unique symbol;

/**
 * A pending job of the addon. At runtime it is a promise that rejects with a {@link NativeFailure}. The type hides
 * that, so that only `awaitJob`, which turns the failure into an error, can wait for it.
 */
export interface NativeJob<T> {
  readonly [job]: T;
}
