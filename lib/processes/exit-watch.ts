import os from 'node:os';
import { toError } from '../errors.js';
import { nextJobId, withLimits, type Limits } from '../jobs/job.js';
import { promiseOf } from '../jobs/await-job.js';
import type { NativeFailure } from '../native/failure.js';
import { native } from '../native/index.js';
import type { NativeJob } from '../native/jobs.js';
import type { NativeProcess } from '../native/processes.js';

/** A pending wait for the end of a process. */
export interface ExitWatch {
  /** Rejects as cancelled after `cancel`. */
  readonly ended: NativeJob<undefined>;
  cancel(): void;
  /** Sets whether the wait keeps the program alive. The default is true. */
  keepLoopAlive(keep: boolean): void;
}

export function watchExit(process: NativeProcess): ExitWatch {
  const jobId = nextJobId();
  const ended = native.watchProcess(jobId, process);
  if (ended === undefined) return new PolledExit(process);
  return {
    ended,
    cancel() {
      native.cancelJob(jobId);
    },
    keepLoopAlive(keep) {
      native.keepLoopAliveFor(jobId, keep);
    },
  };
}

/**
 * Waits for the end of a process within the limits; returns false when the timeout expires. The caller has to close the
 * process.
 */
export async function waitForEnd(process: NativeProcess, pid: number, limits: Limits): Promise<boolean> {
  let watch: ExitWatch | undefined;
  const start = () => {
    watch = watchExit(process);
    return promiseOf(watch.ended);
  };
  const cancel = () => {
    watch?.cancel();
  };
  try {
    await withLimits(start, cancel, { pid }, limits);
    return true;
  } catch (failure) {
    const error: NodeJS.ErrnoException = toError(failure as NativeFailure, { pid });
    if (error.code === 'ETIMEDOUT') return false;
    throw error;
  }
}

/** The interval doubles from the first to the last: a short process is noticed soon, a long one costs little. */
const FIRST_LOOK_MS = 10;
const LAST_LOOK_MS = 100;

/** Polls for the end of a process, because the kernel has no pidfds. */
class PolledExit implements ExitWatch {
  readonly ended: NativeJob<undefined>;
  #settle!: { resolve: (value?: undefined) => void; reject: (failure: NativeFailure) => void };
  #timer: NodeJS.Timeout | undefined;
  #keep = true;

  constructor(process: NativeProcess) {
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    }) as unknown as NativeJob<undefined>;
    this.#look(process, FIRST_LOOK_MS);
  }

  #look(process: NativeProcess, nextMs: number): void {
    const ended = native.hasEnded(process);
    if (ended !== false) {
      if (ended) this.#settle.resolve();
      else this.#settle.reject({ errno: -os.constants.errno.EBADF, syscall: 'wait' });
      return;
    }
    this.#timer = setTimeout(() => {
      this.#look(process, Math.min(nextMs * 2, LAST_LOOK_MS));
    }, nextMs);
    this.keepLoopAlive(this.#keep);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#settle.reject({ cancelled: true });
  }

  keepLoopAlive(keep: boolean): void {
    this.#keep = keep;
    if (keep) this.#timer?.ref();
    else this.#timer?.unref();
  }
}
