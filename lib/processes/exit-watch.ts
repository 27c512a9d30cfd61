import os from 'node:os';
import { nextJobId, waitImpatiently, type Patience } from '../job.js';
import { native, type NativeFailure, type NativeProcess } from '../native.js';

/** Waits for the end of a process. */
export interface ExitWatch {
  /** Rejects with a {@link NativeFailure} when it is cancelled. */
  readonly ended: Promise<void>;
  cancel(): void;
  /** Whether the program stays alive for it, as it does at first. */
  keepLoopAlive(keep: boolean): void;
}

export function watchExit(process: NativeProcess): ExitWatch {
  const jobId = nextJobId();
  const ended = native.watchProcess(process, jobId);
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

/** Waits for the end of a process no longer than the caller is willing to. The caller closes the process after that. */
export async function waitForEnd(process: NativeProcess, pid: number, patience: Patience): Promise<void> {
  const watch = watchExit(process);
  const cancel = () => {
    watch.cancel();
  };
  await waitImpatiently(() => watch.ended, cancel, { pid }, { ...patience, syscall: 'wait' });
}

/** From a hundredth of a second to a tenth: what ends soon is seen soon, and what lasts costs little. */
const FIRST_LOOK_MS = 10;
const LAST_LOOK_MS = 100;

/** Looks now and then, where the kernel has no pidfds. */
class PolledExit implements ExitWatch {
  readonly ended: Promise<void>;
  #settle!: { resolve: () => void; reject: (failure: NativeFailure) => void };
  #timer: NodeJS.Timeout | undefined;
  #keep = true;

  constructor(process: NativeProcess) {
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
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
