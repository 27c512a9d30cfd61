/** Jobs, and the event loop that settles them. */
export interface NativeJobs {
  /** True if a thread is still at the job, in vain. A job that has committed itself goes on to its own outcome. */
  cancelJob(jobId: number): boolean;
  /** As `cancelJob`, but where a thread is at the job the promise is rejected when the thread has left it. */
  stopJob(jobId: number): void;
  /** Keeps the event loop alive, until `unrefLoop` has been called as often. */
  refLoop(): void;
  unrefLoop(): void;
  /** Whether the program stays alive for a job, as it does at first. */
  keepLoopAliveFor(jobId: number, keep: boolean): void;
  /** Says what to call when more jobs have ended than the loop should settle at once: it calls `settleMore` later. */
  onOverrun(callback: () => void): void;
  settleMore(): void;
  /** Says what to call when a job that is listened to has told how far it has come. */
  onProgress(callback: (jobId: number, ...progress: number[]) => void): void;
}

declare const job: unique symbol;

/**
 * A job that the addon runs. It is a promise, which rejects with a {@link NativeFailure}; the type hides that, so that the
 * only way to wait for it is `awaitJob`, which makes an error of the failure.
 */
export interface NativeJob<T> {
  readonly [job]: T;
}
